const ENDS = { finished: 'done', failed: 'failed', cancelled: 'cancelled' };

/** What a task can be doing from its creation to its end. */
export const STATES = ['queued', 'awaiting', 'holding', 'ready', 'blocking'];

/** The states in which a task uses a thread, or its event loop. */
export const SOLID = ['holding', 'blocking'];

/** What a task that waits does to its thread. On a virtual thread none is held. */
export function waitingIn(style) {
	return ['async-pool', 'hazelcast'].includes(style) ? 'holding' : 'awaiting';
}

/**
 * What is known of a run so far: a span for each task, from the log's entries as they come,
 * and at last from the report. Times are milliseconds since the run began.
 */
export class RunModel {

	/** `waiting` is the state of a task of which nothing is known but that it has started. */
	constructor(names = [], waiting = 'awaiting') {
		this.waiting = waiting;
		this.tasks = new Map();
		this.log = [];
		this.loops = [];
		this.stalls = [];
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
		else if (event === 'lost') {
			// It waits to begin again.
			task.startMs = undefined;
		}
		else if (event === 'cancelRequested') {
			task.cancelMs ??= atMs;
		}
		else if (event in ENDS) {
			task.endMs = atMs;
			task.state = ENDS[event];
		}
	}

	/** Takes in what is only in the report: what the tasks did, values, errors, loops, the result. */
	finish(report) {
		for (const span of report.tasks) {
			Object.assign(this.task(span.name), span);
		}
		this.loops = report.loops ?? [];
		this.stalls = report.stalls ?? [];
		this.result = report.result ?? null;
		this.endMs = Math.max(report.wallMs, report.result?.atMs ?? 0);
	}

	/** The tasks that the run is about, without the one that only awaits them. */
	get own() {
		return [...this.tasks.values()].filter((task) => !task.awaiter);
	}

	get hasThreads() {
		return [...this.tasks.values()].some((task) => task.thread !== undefined);
	}

	/** The processes that ran the tasks, if those are others than the service's own. */
	get workers() {
		const places = [...this.tasks.values()].flatMap((task) => task.segments ?? []).filter((it) => it.attempt !== undefined);
		return [...new Set(places.map((it) => workerOf(it.thread)))].sort(new Intl.Collator('en', { numeric: true }).compare);
	}

	/** The last moment that is known of. */
	get lastMs() {
		return this.endMs ?? this.log.at(-1)?.atMs ?? 0;
	}

	/** How many tasks were between their start and their end at once. */
	get peak() {
		return most(concurrency(this.own));
	}

	/** How many tasks used a thread, or their event loop, at once. */
	get threadsUsed() {
		return most(steps(this.own.flatMap((task) => this.segments(task)).filter((it) => SOLID.includes(it.state))));
	}

	/** The states that some task was in. */
	get states() {
		const seen = new Set([...this.tasks.values()].flatMap((task) => this.segments(task)).map((it) => it.state));
		return STATES.filter((state) => seen.has(state));
	}

	/** How long a task was in a state. */
	spent(task, state) {
		return this.segments(task).filter((it) => it.state === state).reduce((sum, it) => sum + it.toMs - it.fromMs, 0);
	}

	/**
	 * What a task did until a moment, `{ state, fromMs, toMs, thread }` in order. Until the report
	 * comes, it is what the log's events tell: when the task was created, started, and ended.
	 */
	segments(task, now = this.lastMs) {
		return (task.segments ?? this.#told(task)).filter((it) => it.fromMs < now)
			.map((it) => ({ ...it, toMs: Math.min(it.toMs, now, this.endMs ?? Infinity) })).filter((it) => it.toMs > it.fromMs);
	}

	#told({ createdMs, startMs, endMs = Infinity, thread }) {
		const told = [];
		if (createdMs !== undefined) {
			told.push({ state: 'queued', fromMs: createdMs, toMs: startMs ?? endMs });
		}
		if (startMs !== undefined) {
			told.push({ state: this.waiting, fromMs: startMs, toMs: endMs, thread: SOLID.includes(this.waiting) ? thread : undefined });
		}
		return told;
	}

	/** How many tasks were in each state at a moment, and how many had ended. */
	at(ms) {
		const counts = { ended: 0 };
		for (const task of this.own) {
			const state = task.endMs <= ms ? 'ended' : (task.segments ?? this.#told(task)).findLast((it) => it.fromMs <= ms)?.state;
			if (state) {
				counts[state] = (counts[state] ?? 0) + 1;
			}
		}
		return counts;
	}

}

/** The process of a place such as `worker-5702/3`. */
export function workerOf(place) {
	return place.split('/')[0];
}

/** Steps `[ms, tasks between their start and their end from then on]`, in the order of time. */
export function concurrency(tasks) {
	return steps(tasks.filter((task) => task.startMs !== undefined)
		.map((task) => ({ fromMs: task.startMs, toMs: task.endMs ?? Infinity })));
}

function steps(stretches) {
	const changes = stretches.flatMap(({ fromMs, toMs }) => [[fromMs, 1], [toMs, -1]]).filter(([ms]) => ms !== Infinity);
	changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	let running = 0;
	return changes.map(([ms, change]) => [ms, running += change]);
}

function most(steps) {
	return Math.max(0, ...steps.map(([, running]) => running));
}

/** Counts of several runs together. */
export function together(counts) {
	const sum = {};
	counts.flatMap(Object.entries).forEach(([state, count]) => (sum[state] = (sum[state] ?? 0) + count));
	return sum;
}

/** Words for counts of tasks by state, the empty ones left out. */
export function countWords(counts) {
	const words = [...STATES, 'ended'].filter((state) => counts[state]).map((state) => [`count.${state}`, { count: counts[state] }]);
	return words.length ? words : [['count.none']];
}
