import { waitingIn } from './run-model.js';

/** The styles whose tasks share one event loop. */
const ON_A_LOOP = ['asyncio', 'webclient'];

const ENDS = ['finished', 'failed', 'cancelled'];

/** How the segments of a scenario's tasks name its event loop: it has one. */
const LOOP = 'loop';

/**
 * What the tasks of a scenario did, and its event loop. An outcome has a log and no segments, but
 * with what a task was asked to do each of its events begins a segment. All is as exact as the log,
 * whose times are rounded to ticks.
 */
export function statesOf(scenario, { tickMs, log, lab: { style } }) {
	const loop = ON_A_LOOP.includes(style);
	const tasks = new Map(scenario.tasks.map((task) => [task.name,
		segmentsOf(task, log.filter((it) => it.task === task.name), { style, loop, tickMs, created: startsAtOnce(scenario) })]));
	const stalls = [...tasks].flatMap(([name, segments]) => segments.filter((it) => loop && it.state === 'blocking')
		.map(({ fromMs, toMs }) => ({ atMs: fromMs, durationMs: toMs - fromMs, loop: '', culprit: name })));
	return { tasks, loops: loop ? [{ name: '', thread: LOOP }] : [], stalls };
}

function startsAtOnce({ combinator }) {
	return (combinator?.type ?? combinator) !== 'sequential';
}

function segmentsOf(task, events, { style, loop, tickMs, created }) {
	const start = events.findIndex((it) => it.event === 'started');
	const startMs = events[start]?.atMs;
	const endMs = events.findLast((it) => ENDS.includes(it.event))?.atMs;
	const waiting = waitingIn(style);
	const segments = created ? [{ state: 'queued', fromMs: 0, toMs: startMs ?? endMs }] : [];
	if (startMs !== undefined) {
		segments.push(...work(task, { startMs, waiting, loop, style, tickMs, nextMs: Math.min(events[start + 1]?.atMs ?? endMs, endMs) }));
		segments.push({ state: waiting, fromMs: segments.at(-1).toMs, toMs: endMs });
	}
	return segments.filter((it) => it.toMs > it.fromMs);
}

/** From its start to its next event a task sleeps, blocks, or has a function run in a thread. */
function work({ delayMs = 0, blocking, thread }, { startMs, nextMs, waiting, loop, style, tickMs }) {
	const all = (state) => [{ state, fromMs: startMs, toMs: nextMs, thread: loop && blocking ? LOOP : undefined }];
	if (style === 'virtual-thread') {
		return all('awaiting');
	}
	if (blocking) {
		return all('blocking');
	}
	if (thread || !loop) {
		return all('holding');
	}
	const dueMs = startMs + delayMs;
	return nextMs - dueMs > tickMs ? [{ state: waiting, fromMs: startMs, toMs: dueMs }, { state: 'ready', fromMs: dueMs, toMs: nextMs }]
		: all(waiting);
}
