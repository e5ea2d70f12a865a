package dev.asynclab.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.asynclab.timeline.Result.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what happens in one run. Call it, and the {@link #task recorder} of each task,
 * as soon as something happens, on the thread on which it happens, since each entry names
 * its thread. Any number of threads may call it. The entries are in the order of time.
 */
public final class Recorder {

	private static final Logger logger = LoggerFactory.getLogger(Recorder.class);

	private final LongSupplier nanoClock;

	private volatile long beginNanos;

	private volatile boolean begun;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, TaskRecorder> tasks = new LinkedHashMap<>();

	private final List<LogEntry> log = new ArrayList<>();

	private final List<Loop> loops = new ArrayList<>();

	private final List<Stall> stalls = new ArrayList<>();

	private final List<Consumer<LogEntry>> listeners = new ArrayList<>();

	private @Nullable Result result;

	/**
	 * Begins a run. All times are counted from now.
	 * @param nanoClock a clock in nanoseconds that never goes back, such as
	 * {@link System#nanoTime()}
	 */
	public Recorder(LongSupplier nanoClock) {
		this(nanoClock, true);
	}

	private Recorder(LongSupplier nanoClock, boolean begun) {
		this.nanoClock = nanoClock;
		this.beginNanos = nanoClock.getAsLong();
		this.begun = begun;
	}

	/**
	 * Prepares a run that begins when the first thing happens in it. All times are
	 * counted from then.
	 * @param nanoClock as of the constructor
	 * @return the recorder
	 */
	public static Recorder fromFirstEntry(LongSupplier nanoClock) {
		return new Recorder(nanoClock, false);
	}

	/**
	 * Registers a listener, which receives all entries in order, including those already
	 * recorded. The recorder is locked while it calls the listener, so the listener has
	 * to return quickly. If it throws an exception, that is logged, and the listener
	 * receives nothing more.
	 * @param listener the listener
	 */
	public void onEntry(Consumer<LogEntry> listener) {
		locked(() -> {
			for (LogEntry entry : this.log) {
				if (!tell(listener, entry)) {
					return;
				}
			}
			this.listeners.add(listener);
		});
	}

	/**
	 * Returns what records one task, from now on shown in the timeline even if it never
	 * starts. Each call with the same name returns the same.
	 * @param task the task's name
	 * @return what records the task
	 */
	public TaskRecorder task(String task) {
		return task(task, null);
	}

	/**
	 * Returns what records one task, as {@link #task(String)}.
	 * @param task the task's name
	 * @param asked how long the work that is asked of it takes, null if that is not
	 * known; only the first call for a task counts
	 * @return what records the task
	 */
	public TaskRecorder task(String task, @Nullable Duration asked) {
		this.lock.lock();
		try {
			return this.tasks.computeIfAbsent(task, (name) -> new TaskRecorder(this, name, asked));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Records that the combinator returned. Only its first answer counts.
	 * @param value the value that it returned; a collection is copied at once
	 */
	public void returned(@Nullable Object value) {
		answer(Status.RETURNED, Value.freeze(value), null);
	}

	/**
	 * Records that the combinator raised an error. Only its first answer counts.
	 * @param error the error that it raised
	 */
	public void raised(Throwable error) {
		answer(Status.RAISED, null, ErrorSummary.of(error));
	}

	/**
	 * Records that the combinator was cancelled. Only its first answer counts.
	 */
	public void cancelled() {
		answer(Status.CANCELLED, null, null);
	}

	/**
	 * Returns when the run began.
	 * @return the clock's nanoseconds
	 */
	public long beginNanos() {
		return this.beginNanos;
	}

	/**
	 * Records that the run needs an event loop.
	 * @param loop the loop
	 */
	public void needs(Loop loop) {
		locked(() -> this.loops.add(loop));
	}

	/**
	 * Records that an event loop that the run needs was blocked. Only the part within the
	 * run is kept.
	 * @param fromNanos when the stall began, by the recorder's clock
	 * @param toNanos when it ended, by the same clock
	 * @param loop the loop's name
	 * @param culprit the line of code that blocked the loop
	 */
	public void stalled(long fromNanos, long toNanos, String loop, String culprit) {
		locked(() -> {
			long from = Math.max(0, fromNanos - this.beginNanos);
			long to = Math.min(elapsedNanos(), toNanos - this.beginNanos);
			if (to > from) {
				this.stalls.add(new Stall(from, to - from, loop, culprit));
			}
		});
	}

	/**
	 * Takes a snapshot, at any time. Tasks that have not ended by then are pending in it.
	 * @return everything recorded until now
	 */
	public Timeline timeline() {
		this.lock.lock();
		try {
			long wallNanos = Timeline.wallNanos(this.log, this.result);
			return new Timeline(this.tasks.values().stream().map((task) -> task.span(wallNanos)).toList(), this.log,
					this.loops, this.stalls, this.result);
		}
		finally {
			this.lock.unlock();
		}
	}

	void record(TaskRecorder task, TaskEvent event, @Nullable Object value, @Nullable ErrorSummary error) {
		locked(() -> {
			LogEntry entry = new LogEntry(elapsedNanos(), task.name(), event, task.place());
			if (task.accept(entry, value, error)) {
				add(entry);
			}
		});
	}

	void started(TaskRecorder task, Segment.State state) {
		locked(() -> {
			LogEntry entry = new LogEntry(elapsedNanos(), task.name(), TaskEvent.STARTED, task.place());
			if (task.start(entry, state)) {
				add(entry);
			}
		});
	}

	void startedAt(TaskRecorder task, String place, int attempt) {
		locked(() -> {
			LogEntry entry = new LogEntry(elapsedNanos(), task.name(), TaskEvent.STARTED, place);
			if (task.startAt(entry, attempt)) {
				add(entry);
			}
		});
	}

	void blockedFor(TaskRecorder task, long nanos) {
		locked(() -> task.blockFor(nanos, elapsedNanos()));
	}

	void blocking(TaskRecorder task) {
		locked(() -> task.block(elapsedNanos()));
	}

	private void add(LogEntry entry) {
		this.log.add(entry);
		this.listeners.removeIf((listener) -> !tell(listener, entry));
	}

	private void answer(Status status, @Nullable Object value, @Nullable ErrorSummary error) {
		locked(() -> {
			if (this.result == null) {
				this.result = new Result(status, value, error, elapsedNanos());
			}
		});
	}

	// Entries read it under the lock: that keeps them in the order of time.
	long elapsedNanos() {
		long now = this.nanoClock.getAsLong();
		if (!this.begun) {
			begin(now);
		}
		return Math.max(0, now - this.beginNanos);
	}

	private void begin(long nowNanos) {
		locked(() -> {
			if (!this.begun) {
				this.beginNanos = nowNanos;
				this.begun = true;
			}
		});
	}

	private static boolean tell(Consumer<LogEntry> listener, LogEntry entry) {
		try {
			listener.accept(entry);
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on {} and is told no more", entry, ex);
			return false;
		}
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
