const ENDS = { finished: 'done', failed: 'failed', cancelled: 'cancelled' };

/**
 * What is known of a run so far: a span for each task, from the log's entries as they come,
 * and at last from the report. Times are milliseconds since the run began.
 */
export class RunModel {

	constructor(names = []) {
		this.tasks = new Map();
		this.log = [];
		this.result = null;
		this.endMs = null;
		names.forEach((name) => this.task(name));
	}

	task(name) {
		if (!this.tasks.has(name)) {
			this.tasks.set(name, { name, state: 'notStarted' });
		}
		return this.tasks.get(name);
	}

	/** Takes in an entry of the log. */
	accept(entry) {
		this.log.push(entry);
		const task = this.task(entry.task);
		const { event, atMs } = entry;
		if (event === 'created') {
			task.createdMs = atMs;
			task.state = 'pending';
		}
		else if (event === 'started') {
			task.startMs = atMs;
			task.thread = entry.thread;
			task.state = 'pending';
		}
		else if (event === 'cancelRequested') {
			task.cancelMs ??= atMs;
		}
		else if (event in ENDS) {
			task.endMs = atMs;
			task.state = ENDS[event];
		}
	}

	/** Takes in what is only in the report: values, errors, the result. */
	finish(report) {
		for (const span of report.tasks) {
			Object.assign(this.task(span.name), span);
		}
		this.result = report.result;
		this.endMs = Math.max(report.wallMs, report.result.atMs);
	}

	get hasThreads() {
		return [...this.tasks.values()].some((task) => task.thread !== undefined);
	}

	/** The last moment that is known of. */
	get lastMs() {
		return this.endMs ?? this.log.at(-1)?.atMs ?? 0;
	}

	get peak() {
		return Math.max(0, ...concurrency(this.tasks.values()).map(([, running]) => running));
	}

	/** How many tasks ran, waited, and had ended at a moment, and the names of those that ran. */
	at(ms) {
		const running = [];
		let waiting = 0;
		let ended = 0;
		for (const task of [...this.tasks.values()].filter((it) => !it.awaiter)) {
			if (task.endMs <= ms) {
				ended++;
			}
			else if (task.startMs <= ms) {
				running.push(task.name);
			}
			else if (task.createdMs <= ms) {
				waiting++;
			}
		}
		return { running, waiting, ended };
	}

}

/** Steps `[ms, tasks running from then on]`, in the order of time. One that only awaits the others does not count. */
export function concurrency(tasks) {
	const changes = [];
	for (const task of tasks) {
		if (task.startMs !== undefined && !task.awaiter) {
			changes.push([task.startMs, 1]);
			if (task.endMs !== undefined) {
				changes.push([task.endMs, -1]);
			}
		}
	}
	changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	let running = 0;
	return changes.map(([ms, change]) => [ms, running += change]);
}

/**
 * The parts of a task's bar as of a moment: `[kind, fromMs, toMs]`. A task that failed or
 * was cancelled is drawn as such over all of its run, once it has ended.
 */
export function segments(task, now) {
	const parts = [];
	const cut = (ms) => Math.min(ms ?? now, now);
	const ended = task.endMs !== undefined && task.endMs <= now;
	const outcome = ended && task.state !== 'done' ? task.state : 'running';
	if (task.createdMs !== undefined && task.createdMs < now) {
		const until = cut(task.startMs ?? task.endMs);
		if (until > task.createdMs) {
			parts.push(['queued', task.createdMs, until]);
		}
	}
	if (task.startMs !== undefined && task.startMs <= now) {
		const asked = task.cancelMs !== undefined && task.cancelMs <= now && task.cancelMs >= task.startMs;
		parts.push([outcome, task.startMs, asked ? Math.min(task.cancelMs, cut(task.endMs)) : cut(task.endMs)]);
		if (asked && cut(task.endMs) > task.cancelMs) {
			parts.push(['cleanup', task.cancelMs, cut(task.endMs)]);
		}
	}
	return parts;
}
