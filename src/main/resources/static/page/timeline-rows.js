import { SOLID, STATES } from './run-model.js';
import { timeText } from './time.js';
import { word } from './words.js';

/** How many lines of code are named below the lane of a loop. */
const CULPRITS = 3;

/**
 * The rows of a timeline: one for each task, for each state, or for each thread that a task used, and below them
 * the lanes of the event loops. Each has `bars`, the segments to draw, and what to write on them.
 */
export function rowsOf(model, lanes, now) {
	const tasks = [...model.tasks.values()];
	const used = tasks.flatMap((task) => model.segments(task, now).filter((it) => SOLID.includes(it.state))
		.map((segment) => ({ task, segment, text: task.name })));
	// Those of the whole run, so that no row changes its name, comes or goes while the run is played again.
	const threads = new Set(tasks.flatMap((task) => model.segments(task, Infinity)).map((it) => it.thread).filter((name) => name !== undefined));
	return [...(lanes === 'states' ? stateRows(model, tasks, now) : lanes === 'tasks' ? taskRows(model, tasks, now) : threadRows(model, threads, used)),
		...model.loops.map((loop) => loopRow(model, loop, threads, used))];
}

function taskRows(model, tasks, now) {
	return tasks.map((task) => ({ key: task.name, label: task.name, task,
		bars: model.segments(task, now).map((segment) => ({ task, segment, text: `${word(`doing.${segment.state}`)} ${timeText(segment.toMs - segment.fromMs)}` })) }));
}

/** A row for each state: a bar as long as some task is in it, which says how many were at most. */
function stateRows(model, tasks, now) {
	// So that the lanes of all runs of a comparison begin at the same place.
	const longest = Math.max(...STATES.map((state) => word(`doing.${state}`).length));
	return STATES.map((state) => ({ state, stretches: stretches(tasks.flatMap((task) => model.segments(task, now)).filter((it) => it.state === state)) }))
		.filter(({ state }) => model.states.includes(state))
		.map(({ state, stretches: all }) => ({ key: `state ${state}`, label: word(`doing.${state}`).padEnd(longest),
			bars: all.map(({ fromMs, toMs, most }) => ({ task: { name: word(`column.${state}`) }, segment: { state, fromMs, toMs }, text: `≤ ${most}` })) }));
}

function stretches(segments) {
	const changes = segments.flatMap(({ fromMs, toMs }) => [[fromMs, 1], [toMs, -1]]).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
	const all = [];
	let count = 0;
	for (const [ms, change] of changes) {
		if (change > 0 && count === 0 && all.at(-1)?.toMs !== ms) {
			all.push({ fromMs: ms, most: 0 });
		}
		count += change;
		all.at(-1).most = Math.max(all.at(-1).most, count);
		all.at(-1).toMs = ms;
	}
	return all;
}

function threadRows(model, threads, used) {
	const loops = model.loops.map((loop) => loop.thread);
	const rows = [...threads].filter((name) => !loops.includes(name)).sort(new Intl.Collator('en', { numeric: true }).compare).map((name) => ({ key: `@${name}`, label: name, bars: used.filter(({ segment }) => segment.thread === name) }));
	return rows.length || loops.length ? rows : [{ key: '@', label: '', bars: [], heading: word('lanes.none') }];
}

/** Who had a loop, and what blocked it. */
function loopRow(model, { name, thread }, threads, used) {
	const stalls = model.stalls.filter((it) => it.loop === name);
	const loop = word('lanes.loop', { name }).trim();
	return { key: `loop ${name}`, label: '', heading: stalls.length || threads.has(thread) ? loop : word('lanes.free', { loop }), loop: true,
		bars: used.filter(({ segment }) => segment.thread === thread), stalls, notes: notes(stalls) };
}

function notes(stalls) {
	const culprits = new Map();
	for (const { atMs, durationMs, culprit } of stalls) {
		const known = culprits.get(culprit) ?? { culprit, fromMs: atMs, count: 0, ms: 0 };
		culprits.set(culprit, { ...known, count: known.count + 1, ms: known.ms + durationMs });
	}
	const sorted = [...culprits.values()].sort((one, other) => other.ms - one.ms);
	const told = sorted.slice(0, CULPRITS).sort((one, other) => one.fromMs - other.fromMs).map(({ culprit, fromMs, count, ms }) => ({ fromMs,
		text: word(count > 1 ? 'stall.often' : 'stall.once', { culprit, count, ms: timeText(ms) }) }));
	const rest = sorted.slice(CULPRITS);
	return rest.length ? [...told, { fromMs: rest[0].fromMs, text: word('stall.more', { count: rest.length }) }] : told;
}
