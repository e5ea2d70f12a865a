package dev.asynclab.timeline;

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
 * Records what happens in one run. Call it as soon as something happens, on the thread on
 * which it happens, since each entry names its thread. Any number of threads may call it.
 * The entries are in the order of time. A task that has ended gets no more entries: a
 * second end is ignored. No method throws because of what a task did.
 */
public final class Recorder {

	private static final Logger logger = LoggerFactory.getLogger(Recorder.class);

	private final LongSupplier nanoClock;

	private final long beginNanos;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();

	private final List<LogEntry> log = new ArrayList<>();

	private final List<Stall> stalls = new ArrayList<>();

	private final List<Consumer<LogEntry>> listeners = new ArrayList<>();

	private @Nullable Result result;

	/**
	 * Begins a run. All times are counted from now.
	 * @param nanoClock a clock in nanoseconds that never goes back, such as
	 * {@link System#nanoTime()}
	 */
	public Recorder(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.beginNanos = nanoClock.getAsLong();
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
			if (this.log.stream().allMatch((entry) -> tell(listener, entry))) {
				this.listeners.add(listener);
			}
		});
	}

	/**
	 * Names a task that is planned. The timeline then shows it even if it never starts.
	 * @param task the task's name
	 */
	public void declare(String task) {
		locked(() -> recordOf(task));
	}

	/**
	 * Records that a task was submitted.
	 * @param task the task's name
	 */
	public void created(String task) {
		record(task, TaskEvent.CREATED, null, null);
	}

	/**
	 * Records that a task began to run.
	 * @param task the task's name
	 */
	public void started(String task) {
		record(task, TaskEvent.STARTED, null, null);
	}

	/**
	 * Records that a task returned.
	 * @param task the task's name
	 * @param value the value that it returned
	 */
	public void finished(String task, @Nullable Object value) {
		record(task, TaskEvent.FINISHED, Value.freeze(value), null);
	}

	/**
	 * Records that a task raised an error.
	 * @param task the task's name
	 * @param error the error that it raised
	 */
	public void failed(String task, Throwable error) {
		record(task, TaskEvent.FAILED, null, ErrorSummary.of(error));
	}

	/**
	 * Records that a task was asked to end.
	 * @param task the task's name
	 */
	public void cancelRequested(String task) {
		record(task, TaskEvent.CANCEL_REQUESTED, null, null);
	}

	/**
	 * Records that a task ended because it was asked to.
	 * @param task the task's name
	 */
	public void cancelled(String task) {
		record(task, TaskEvent.CANCELLED, null, null);
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
			return new Timeline(this.tasks.values().stream().map(TaskRecord::span).toList(), this.log, this.stalls,
					this.result);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void record(String task, TaskEvent event, @Nullable Object value, @Nullable ErrorSummary error) {
		String thread = Thread.currentThread().getName();
		locked(() -> {
			LogEntry entry = new LogEntry(elapsedNanos(), task, event, thread);
			if (recordOf(task).accept(entry, value, error)) {
				this.log.add(entry);
				this.listeners.removeIf((listener) -> !tell(listener, entry));
			}
		});
	}

	private void answer(Status status, @Nullable Object value, @Nullable ErrorSummary error) {
		locked(() -> {
			if (this.result == null) {
				this.result = new Result(status, value, error, elapsedNanos());
			}
		});
	}

	// Read under the lock: that keeps the entries in the order of time.
	private long elapsedNanos() {
		return this.nanoClock.getAsLong() - this.beginNanos;
	}

	private TaskRecord recordOf(String task) {
		return this.tasks.computeIfAbsent(task, TaskRecord::new);
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
