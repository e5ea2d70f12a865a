import { durationMs } from './time.js';

/** The styles whose calls share one thread: a call that blocks it keeps back the answers of all others. */
const ON_A_LOOP = ['webclient', 'asyncio'];

/**
 * What a run of jobs `{ name, delay, outcome }` that start at once should do, as a report: a pool of
 * threads takes them in turn, and every other style starts all of them. Nothing but the jobs takes time.
 */
export function predicted(jobs, style, threads) {
	const tasks = (style === 'async-pool' ? inAPool(jobs, threads) : ON_A_LOOP.includes(style) ? onALoop(jobs) : onTheirOwn(jobs))
		.map((segments, index) => ({ name: jobs[index].name, state: 'done', createdMs: 0, endMs: segments.at(-1).toMs,
			startMs: segments.find((it) => it.state !== 'queued').fromMs, segments: segments.filter((it) => it.toMs > it.fromMs) }));
	const wallMs = Math.max(...tasks.map((it) => it.endMs));
	return { style, tasks, wallMs, result: { status: 'returned', atMs: wallMs } };
}

function inAPool(jobs, threads) {
	const free = Array.from({ length: Math.min(threads, jobs.length) }, () => 0);
	return jobs.map((job) => {
		const fromMs = Math.min(...free);
		const toMs = fromMs + durationMs(job.delay);
		free[free.indexOf(fromMs)] = toMs;
		return [{ state: 'queued', fromMs: 0, toMs: fromMs }, { state: job.outcome === 'block' ? 'blocking' : 'holding', fromMs, toMs }];
	});
}

function onTheirOwn(jobs) {
	return jobs.map((job) => [{ state: 'awaiting', fromMs: 0, toMs: durationMs(job.delay) }]);
}

function onALoop(jobs) {
	let busyMs = 0;
	const blocking = new Map(jobs.filter((it) => it.outcome === 'block').map((job) => {
		const fromMs = busyMs;
		busyMs += durationMs(job.delay);
		return [job, [{ state: 'ready', fromMs: 0, toMs: fromMs }, { state: 'blocking', fromMs, toMs: busyMs }]];
	}));
	return jobs.map((job) => {
		const answeredMs = durationMs(job.delay);
		return blocking.get(job) ?? [{ state: 'awaiting', fromMs: 0, toMs: answeredMs },
			{ state: 'ready', fromMs: answeredMs, toMs: Math.max(answeredMs, busyMs) }];
	});
}
