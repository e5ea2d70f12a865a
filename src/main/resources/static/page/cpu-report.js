/** What a log of CPU-bound jobs would have told, in the order of time. */
export function cpuLog({ tasks }) {
	return tasks.flatMap(({ name, thread, startMs, endMs }) => [
		{ atMs: startMs, task: name, event: 'started', thread }, { atMs: endMs, task: name, event: 'finished', thread }])
		.sort((one, other) => one.atMs - other.atMs);
}

/** Where all jobs share one event loop. */
const ON_A_LOOP = ['event-loop', 'asyncio'];

/** A report of CPU-bound jobs in the form of a lesson's. A job that computes keeps its thread, or the loop. */
export function cpuReport(report) {
	const loop = ON_A_LOOP.includes(report.on) ? { name: '', thread: 'loop' } : null;
	const tasks = report.tasks.map((task) => ({ ...task, state: 'done', createdMs: 0, value: task.value.slice(0, 8), segments: [
		{ state: 'queued', fromMs: 0, toMs: task.startMs },
		{ state: 'blocking', fromMs: task.startMs, toMs: task.endMs, thread: loop?.thread ?? task.thread }] }));
	const took = tasks.map((task) => task.endMs - task.startMs);
	const { heartbeat } = report;
	return {
		concept: 'cpu-bound', style: report.on, source: report, tasks, loops: loop ? [loop] : [],
		stalls: loop ? tasks.map((task, index) => ({ atMs: task.startMs, durationMs: took[index], loop: loop.name, culprit: task.name })) : [],
		result: { status: 'returned', atMs: report.wallMs, value: { heartbeat: `${heartbeat.beats}/${heartbeat.expected}`,
			longestGapMs: heartbeat.longestGapMs } },
		wallMs: report.wallMs, longestMs: report.oneJobMs, sumMs: tasks.length * report.oneJobMs, speedup: report.speedup,
	};
}
