const task = (name, delayMs, more = {}) => ({ name, delayMs, ...more });

/** Scenarios to begin with; each shows one thing that surprises. */
export const EXAMPLES = {
	'gather-fails': { tasks: [task('A', 1000), task('B', 500, { outcome: 'fail' }), task('C', 1500)], combinator: { type: 'gather' } },
	'group-cleans-up': { tasks: [task('A', 1500, { cleanupMs: 400 }), task('B', 600, { outcome: 'fail' }),
		task('C', 1200, { cleanupMs: 100 })], combinator: { type: 'taskgroup' } },
	'refused-timeout': { tasks: [task('A', 1000, { onCancel: 'suppress' })], combinator: { type: 'waitFor', timeoutMs: 400 } },
	'cancelled-gather': { tasks: [task('A', 1500, { cleanupMs: 600 }), task('B', 1500, { cleanupMs: 200 })],
		combinator: { type: 'gather' }, cancelAt: { target: 'outer', atMs: 500 } },
	'shielded': { tasks: [task('A', 1200)], combinator: { type: 'shield' }, cancelAt: { target: 'outer', atMs: 400 } },
	'blocked-loop': { tasks: [task('A', 500), task('B', 1500, { blocking: true }), task('C', 800)], combinator: { type: 'gather' } },
	'semaphore': { tasks: ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => task(name, 500)), combinator: { type: 'gather' }, concurrency: 2 },
	'barrier': { tasks: [task('A', 400), task('B', 1200), task('C', 800)].map((it) => ({ ...it, then: 'barrier' })), combinator: { type: 'gather' } },
	'notified': { tasks: [task('A', 300, { then: 'wait' }), task('B', 600, { then: 'wait' }), task('C', 900, { then: 'notify' })],
		combinator: { type: 'gather' } },
	'priority-queue': { tasks: [...[3, 1, 2].map((value, index) => task('ABC'[index], 200 * (index + 1), { then: 'put', value })),
		...['D', 'E', 'F'].map((name, index) => task(name, 800 + 200 * index, { then: 'get' }))], combinator: { type: 'gather' }, queue: 'priority' },
};

/** The combinators that the form knows, and their options. */
export const COMBINATORS = {
	gather: [['returnExceptions', 'boolean']],
	taskgroup: [],
	wait: [['returnWhen', ['ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION']], ['timeoutMs', 'number']],
	asCompleted: [['timeoutMs', 'number']],
	sequential: [],
	waitFor: [['timeoutMs', 'number']],
	timeout: [['timeoutMs', 'number']],
	shield: [],
};

/** An outcome of a scenario in the shape of a lesson's report, for the same picture. */
export function asReport(scenario, outcome) {
	const { lab } = outcome;
	const measured = new Map(lab.tasks.map((it) => [it.name, it]));
	const tasks = Object.entries(outcome.tasks).map(([name, span]) => ({ name, segments: [], ...withoutNulls(span), ...measured.get(name) }));
	const again = lab.tasks.filter(({ name }) => !(name in outcome.tasks));
	const outer = { name: 'outer', awaiter: true, startMs: 0, endMs: outcome.result.atMs, value: undefined,
		state: { returned: 'done', raised: 'failed', cancelled: 'cancelled' }[outcome.result.status], error: outcome.result.error };
	return { ...lab, concept: combinatorOf(scenario).type, result: outcome.result, tasks: [...tasks, ...again, outer], log: outcome.log,
		source: { scenario, outcome } };
}

/** About how long a scenario takes on the real clock. */
export function expectedMs(scenario) {
	const took = scenario.tasks.map((it) => ({ blocking: it.blocking, ms: (Number(it.delayMs) || 0) + (Number(it.cleanupMs) || 0) }));
	const sum = (some) => some.reduce((total, it) => total + it.ms, 0);
	if (combinatorOf(scenario).type === 'sequential') {
		return Math.max(sum(took), 1);
	}
	return Math.max(...took.map((it) => it.ms), sum(took.filter((it) => it.blocking)), sum(took) / (scenario.concurrency || Infinity), 1);
}

/** Whether a value has the shape of a scenario; what is in it, the service judges. */
export function isScenario(value) {
	return isObject(value) && Array.isArray(value.tasks) && value.tasks.every(isObject)
		&& (['undefined', 'string'].includes(typeof value.combinator) || isObject(value.combinator))
		&& [value.cancelAt ?? []].flat().every(isObject);
}

function isObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function combinatorOf(scenario) {
	return typeof scenario.combinator === 'string' ? { type: scenario.combinator } : scenario.combinator ?? { type: 'gather' };
}

function withoutNulls(span) {
	return Object.fromEntries(Object.entries(span).filter(([, value]) => value !== null));
}
