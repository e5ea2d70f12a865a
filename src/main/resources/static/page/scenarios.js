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
};

const COMBINATORS = {
	gather: [['returnExceptions', 'boolean']],
	taskgroup: [],
	wait: [['returnWhen', ['ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION']], ['timeoutMs', 'number']],
	asCompleted: [['timeoutMs', 'number']],
	sequential: [],
	waitFor: [['timeoutMs', 'number']],
	timeout: [['timeoutMs', 'number']],
	shield: [],
};

/** The combinators that the form knows, and their options. */
export { COMBINATORS };

/** An outcome of a scenario in the shape of a lesson's report, for the same picture. */
export function asReport(scenario, outcome) {
	const tasks = Object.entries(outcome.tasks).map(([name, span]) => ({ name, ...withoutNulls(span),
		createdMs: span.startMs > 0 ? 0 : undefined }));
	const outer = { name: 'outer', awaiter: true, startMs: 0, endMs: outcome.result.atMs, value: undefined,
		state: { returned: 'done', raised: 'failed', cancelled: 'cancelled' }[outcome.result.status], error: outcome.result.error };
	const ends = tasks.map((it) => it.endMs ?? 0);
	const runs = tasks.map((it) => (it.endMs ?? 0) - (it.startMs ?? it.endMs ?? 0));
	const wallMs = Math.max(outcome.result.atMs, ...ends);
	return {
		concept: combinatorOf(scenario).type, style: outcome.lab.style, result: outcome.result, wallMs,
		longestMs: Math.max(0, ...runs), sumMs: runs.reduce((a, b) => a + b, 0), tasks: [...tasks, outer], log: outcome.log,
		source: { scenario, outcome },
	};
}

export function combinatorOf(scenario) {
	return typeof scenario.combinator === 'string' ? { type: scenario.combinator } : scenario.combinator ?? { type: 'gather' };
}

function withoutNulls(span) {
	return Object.fromEntries(Object.entries(span).filter(([, value]) => value !== null));
}
