import { durationMs } from './time.js';

/**
 * For each chapter a scenario that does what the lesson does with these jobs. `value(name)` is the chapter's own parameter. `near` names the words that say what
 * differs.
 */
const SCENARIOS = {
	'what-is-async': ({ tasks }) => ({ tasks, combinator: 'sequential' }),
	'await': ({ value }) => ({ tasks: [{ name: 'say_hello', delayMs: durationMs(value('delay')) }], combinator: { type: 'task', name: 'say_hello' } }),
	'run': (given) => run(given),
	'create-task': (given) => gather(given),
	'gather': (given) => gather(given),
	'wait': ({ tasks, value }) => ({ tasks, combinator: { type: 'wait', returnWhen: value('returnWhen').toUpperCase().replaceAll('-', '_'),
		...limit(value('timeout')) } }),
	'wait-for': ({ tasks, value }) => ({ tasks, combinator: { type: 'waitFor', of: all(tasks), ...limit(value('timeout'), null) } }),
	'timeout': ({ tasks, value }) => ({ tasks, combinator: { type: 'timeout', of: 'sequential', ...limit(value('timeout'), null) } }),
	'task-group': ({ tasks }) => ({ tasks, combinator: 'taskgroup' }),
	'as-completed': ({ tasks, value }) => ({ tasks, combinator: { type: 'asCompleted', ...limit(value('timeout')) } }),
	'shield': ({ tasks, value }) => ({ tasks, combinator: { type: 'shield', of: all(tasks) },
		...(value('cancelAfter') ? { cancelAt: { target: 'outer', atMs: durationMs(value('cancelAfter')) } } : {}) }),
	'to-thread': ({ tasks }) => ({ tasks: tasks.map(({ blocking, ...it }) => (blocking ? { ...it, thread: true } : it)), combinator: 'gather' }),
	'queue': ({ value }) => ({ tasks: [...meetings('put', value('items'), value('producers'), value('delay'), 1),
		...meetings('get', value('items'), value('consumers'), value('delay'), 0)], combinator: 'gather' }),
	'limit': (given) => gather(given),
	'not-awaitable': () => ({ tasks: [failing('bad', 'TypeError', "object NoneType can't be used in 'await' expression",
			{ delayMs: 1000, blocking: true }), { name: 'other', delayMs: 500 }], combinator: 'gather' }),
	'blocking': (given) => gather(given),
	'cpu-bound': ({ value }) => ({ tasks: [{ name: 'heartbeat', delayMs: 10 },
		...numbered('job', value('jobs')).map((name) => ({ name, delayMs: COMPUTES_MS, blocking: true, value: `${name} done` }))], combinator: 'gather' }),
	'swallowed': (given) => gather(given),
	'nested-run': (given) => run(given),
};

/** What a job computes, in the steps. */
const COMPUTES_MS = 300;

const NEAR = { 'queue': 'stepper.near.queue', 'not-awaitable': 'stepper.near.awaitable', 'cpu-bound': 'stepper.near.cpu', 'nested-run': 'stepper.near.nested',
	 'create-task': 'stepper.near.gather', 'blocking': 'stepper.near.gather', 'shield': 'stepper.near.shield' };

export function hasScenario(chapter) {
	return Object.hasOwn(SCENARIOS, chapter.id);
}

/** What the scenario does otherwise than the lesson: the key of the words, or undefined. */
export function nearWords(chapter) {
	return NEAR[chapter.id];
}

/** The scenario of a chapter with these jobs. */
export function scenarioOf(chapter, jobs, value) {
	return SCENARIOS[chapter.id]({ tasks: jobs.map(task), value });
}

function task({ name, delay, outcome }) {
	return { name, delayMs: durationMs(delay), ...{
		ok: { value: `${name} done` },
		fail: { outcome: 'fail', error: { type: 'OSError', message: `${name} broke` } },
		block: { blocking: true, value: `${name} done` },
	}[outcome] };
}

function gather({ tasks, value }) {
	const concurrency = Number(value('limit')) || undefined;
	return { tasks, combinator: { type: 'gather', ...(value('returnExceptions') === 'true' ? { returnExceptions: true } : {}) },
		...(concurrency ? { concurrency } : {}) };
}

/** A run inside a run only raises its error. */
function run({ tasks, value }) {
	return value('nested') === 'true'
		? { tasks: [failing('inner', 'RuntimeError', 'asyncio.run() cannot be called from a running event loop')], combinator: { type: 'task', name: 'inner' } }
		: { tasks, combinator: { type: 'sequential', tasks: [tasks.at(-1).name] }, afterReturn: 'run' };
}

function failing(name, type, message, more = {}) {
	return { name, outcome: 'fail', error: { type, message }, ...more };
}

/** A task for each item of a queue, some of them at once, the first after so many delays. */
function meetings(then, items, atOnce, delay, first) {
	return numbered(then, items).map((name, index) => ({ name, then, value: `item ${index + 1}`,
		delayMs: (first + Math.floor(index / (Number(atOnce) || 1))) * durationMs(delay) }));
}

function numbered(name, count) {
	return Array.from({ length: Number(count) || 1 }, (_, index) => `${name}-${index + 1}`);
}

function all(tasks) {
	return tasks.length === 1 ? { type: 'task', name: tasks[0].name } : 'gather';
}

function limit(text, none = undefined) {
	const timeoutMs = text ? durationMs(text) : none;
	return timeoutMs === undefined ? {} : { timeoutMs };
}
