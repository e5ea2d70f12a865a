/** What a log of CPU-bound jobs would have told, in the order of time. */
export function cpuLog({ tasks }) {
	return tasks.flatMap(({ name, thread, startMs, endMs }) => [
		{ atMs: startMs, task: name, event: 'started', thread }, { atMs: endMs, task: name, event: 'finished', thread }])
		.sort((one, other) => one.atMs - other.atMs);
}

/** A report of CPU-bound jobs in the form of a lesson's. */
export function cpuReport(report) {
	const { heartbeat, loops, stalls } = report;
	const tasks = report.tasks.map((task) => ({ ...task, state: 'done', createdMs: 0, value: task.value.slice(0, 8) }));
	return {
		concept: 'cpu-bound', style: report.on, source: report, tasks, loops, stalls, findings: report.findings,
		result: { status: 'returned', atMs: report.wallMs, value: { heartbeat: `${heartbeat.beats}/${heartbeat.expected}`,
			longestGapMs: heartbeat.longestGapMs } },
		wallMs: report.wallMs, longestMs: report.oneJobMs, sumMs: tasks.length * report.oneJobMs, speedup: report.speedup,
	};
}
