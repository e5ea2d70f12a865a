import { durationMs } from './time.js';

/**
 * For chapters whose concept the scenarios have: a scenario that does what the lesson does with
 * these jobs. `value(name)` is the chapter's own parameter. `near` names the words that say what
 * differs.
 */
const SCENARIOS = {
	'what-is-async': ({ tasks }) => ({ tasks, combinator: 'sequential' }),
	'await': ({ value }) => ({ tasks: [{ name: 'say_hello', delayMs: durationMs(value('delay')) }], combinator: { type: 'task', name: 'say_hello' } }),
	'run': ({ tasks, value }) => value('nested') === 'true' ? null
		: { tasks, combinator: { type: 'sequential', tasks: [tasks.at(-1).name] }, afterReturn: 'run' },
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
	'limit': (given) => gather(given),
	'blocking': (given) => gather(given),
	'swallowed': (given) => gather(given),
};

const NEAR = { 'create-task': 'stepper.near.gather', 'blocking': 'stepper.near.gather', 'shield': 'stepper.near.shield' };

export function hasScenario(chapter) {
	return Object.hasOwn(SCENARIOS, chapter.id);
}

/** What the scenario does otherwise than the lesson: the key of the words, or undefined. */
export function nearWords(chapter) {
	return NEAR[chapter.id];
}

/** The scenario of a chapter with these jobs, or null if it has none with these parameters. */
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

function all(tasks) {
	return tasks.length === 1 ? { type: 'task', name: tasks[0].name } : 'gather';
}

function limit(text, none = undefined) {
	const timeoutMs = text ? durationMs(text) : none;
	return timeoutMs === undefined ? {} : { timeoutMs };
}
