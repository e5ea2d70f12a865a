package dev.asynclab.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.timeline.Segment.State;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens to one task of a run. Call it as soon as something happens, on the
 * thread on which it happens. Any number of threads may call it. A task that has ended
 * gets no more entries: a second end is ignored. No method throws because of what the
 * task did.
 */
public final class TaskRecorder {

	/** Of an answer that has not arrived. Later than any time of a run. */
	private static final long NOT_YET = Long.MAX_VALUE;

	private final Recorder recorder;

	private final String name;

	private final @Nullable Duration asked;

	private volatile long sentNanos;

	private volatile long readyNanos = NOT_YET;

	private volatile @Nullable OnLoop onLoop;

	// From here on, the recorder's lock guards.
	private TaskSpan.State state = TaskSpan.State.NOT_STARTED;

	private @Nullable Object value;

	private @Nullable ErrorSummary error;

	private @Nullable Long createdNanos;

	private @Nullable Long startNanos;

	private @Nullable Long endNanos;

	private @Nullable String thread;

	private final List<Segment> segments = new ArrayList<>(4);

	private @Nullable State current;

	private long currentNanos;

	private @Nullable String currentThread;

	private @Nullable Integer currentAttempt;

	TaskRecorder(Recorder recorder, String name, @Nullable Duration asked) {
		this.recorder = recorder;
		this.name = name;
		this.asked = asked;
	}

	/**
	 * Records that the task was submitted. It is queued until it starts.
	 */
	public void created() {
		this.recorder.record(this, TaskEvent.CREATED, null, null);
	}

	/**
	 * Notes that the current thread runs the task, which is a task of an event loop. From
	 * now on, what happens on this thread is recorded as happening on the loop.
	 * @param loop the loop's name
	 */
	public void onLoop(String loop) {
		this.onLoop = new OnLoop(loop, Thread.currentThread());
	}

	/**
	 * Records that the task began to run on the current thread, as blocking code: while
	 * it waits it holds the thread, unless that is a virtual one.
	 */
	public void started() {
		this.recorder.started(this, Thread.currentThread().isVirtual() ? State.AWAITING : State.HOLDING);
	}

	/**
	 * Records that the task began to run, and that it uses no thread while it waits.
	 */
	public void startedAwaiting() {
		this.recorder.started(this, State.AWAITING);
	}

	/**
	 * Records that the task began to run in another process, where it holds a thread
	 * while it waits. It may begin again, when it is {@link #lost}.
	 * @param place the process and its thread
	 * @param attempt how often it has begun, this time included
	 */
	public void startedAt(String place, int attempt) {
		this.recorder.startedAt(this, place, attempt);
	}

	/**
	 * Records that the task has kept its thread for some time until now, in the process
	 * that runs it.
	 * @param nanos how long, in nanoseconds
	 */
	public void blockedFor(long nanos) {
		this.recorder.blockedFor(this, nanos);
	}

	/**
	 * Records that the process is gone that ran the task. The task is queued until it
	 * begins again.
	 */
	public void lost() {
		this.recorder.record(this, TaskEvent.LOST, null, null);
	}

	/**
	 * Notes that the task sent a request.
	 */
	public void sent() {
		this.sentNanos = this.recorder.elapsedNanos();
	}

	/**
	 * Notes that the answer to the request was served. It was ready when the request had
	 * been sent and the server had taken its time; from then on the task waited for its
	 * turn, until it blocks or ends. The error is the time that the network took.
	 * @param tookNanos how long the server took, in nanoseconds
	 */
	public void answered(long tookNanos) {
		this.readyNanos = this.sentNanos + tookNanos;
	}

	/**
	 * Records that the task has its turn, and now keeps the thread or the event loop that
	 * it runs on. A virtual thread that blocks keeps none, so a task on one awaits.
	 */
	public void blocking() {
		this.recorder.blocking(this);
	}

	/**
	 * Records that the task returned.
	 * @param value the value that it returned
	 */
	public void finished(@Nullable Object value) {
		this.recorder.record(this, TaskEvent.FINISHED, Value.freeze(value), null);
	}

	/**
	 * Records that the task raised an error.
	 * @param error the error that it raised
	 */
	public void failed(Throwable error) {
		this.recorder.record(this, TaskEvent.FAILED, null, ErrorSummary.of(error));
	}

	/**
	 * Records that the task was asked to end.
	 */
	public void cancelRequested() {
		this.recorder.record(this, TaskEvent.CANCEL_REQUESTED, null, null);
	}

	/**
	 * Records that the task ended because it was asked to.
	 */
	public void cancelled() {
		this.recorder.record(this, TaskEvent.CANCELLED, null, null);
	}

	String name() {
		return this.name;
	}

	// The name of the current thread, or of the loop whose task it runs.
	String place() {
		Thread thread = Thread.currentThread();
		OnLoop task = this.onLoop;
		return (task != null && task.thread().equals(thread)) ? task.loop() : thread.getName();
	}

	// Returns false for an event that can't happen any more, which is ignored.
	boolean accept(LogEntry entry, @Nullable Object value, @Nullable ErrorSummary error) {
		if (this.endNanos != null) {
			return false;
		}
		return switch (entry.event()) {
			case CREATED -> create(entry.atNanos());
			case STARTED -> throw new IllegalArgumentException("A start has a state");
			case LOST -> lose(entry.atNanos());
			case CANCEL_REQUESTED -> true;
			case FINISHED -> settle(TaskSpan.State.DONE, entry, value, error);
			case FAILED -> settle(TaskSpan.State.FAILED, entry, value, error);
			case CANCELLED -> settle(TaskSpan.State.CANCELLED, entry, value, error);
		};
	}

	private boolean create(long atNanos) {
		if (this.state != TaskSpan.State.NOT_STARTED) {
			return false;
		}
		this.state = TaskSpan.State.PENDING;
		this.createdNanos = atNanos;
		turn(State.QUEUED, atNanos, null);
		return true;
	}

	boolean start(LogEntry entry, State state) {
		if (this.startNanos != null || this.endNanos != null) {
			return false;
		}
		this.state = TaskSpan.State.PENDING;
		this.startNanos = entry.atNanos();
		this.thread = entry.thread();
		turn(state, entry.atNanos(), (state == State.HOLDING) ? this.thread : null);
		return true;
	}

	boolean startAt(LogEntry entry, int attempt) {
		if (this.endNanos != null) {
			return false;
		}
		this.state = TaskSpan.State.PENDING;
		if (this.startNanos == null) {
			this.startNanos = entry.atNanos();
			this.thread = entry.thread();
		}
		turn(State.HOLDING, entry.atNanos(), entry.thread());
		this.currentAttempt = attempt;
		return true;
	}

	void blockFor(long nanos, long atNanos) {
		if (this.current == State.HOLDING) {
			Integer attempt = this.currentAttempt;
			turn(State.BLOCKING, Math.max(this.currentNanos, atNanos - nanos), this.currentThread);
			this.currentAttempt = attempt;
		}
	}

	private boolean lose(long atNanos) {
		if (this.current != State.HOLDING) {
			return false;
		}
		turn(State.QUEUED, atNanos, null);
		return true;
	}

	void block(long atNanos) {
		if (this.startNanos != null && this.endNanos == null) {
			boolean keeps = this.onLoop != null || !Thread.currentThread().isVirtual();
			turn(keeps ? State.BLOCKING : State.AWAITING, atNanos, keeps ? place() : null);
			this.readyNanos = NOT_YET;
		}
	}

	private boolean settle(TaskSpan.State state, LogEntry entry, @Nullable Object value, @Nullable ErrorSummary error) {
		turn(null, entry.atNanos(), null);
		this.state = state;
		this.endNanos = entry.atNanos();
		this.value = value;
		this.error = error;
		return true;
	}

	private void turn(@Nullable State next, long atNanos, @Nullable String thread) {
		addCurrent(this.segments, atNanos);
		this.current = next;
		this.currentNanos = atNanos;
		this.currentThread = thread;
		this.currentAttempt = null;
	}

	private void addCurrent(List<Segment> segments, long toNanos) {
		State state = this.current;
		if (state == State.AWAITING) {
			long readyNanos = Math.clamp(this.readyNanos, this.currentNanos, toNanos);
			add(segments, State.AWAITING, this.currentNanos, readyNanos, null, null);
			add(segments, State.READY, readyNanos, toNanos, null, null);
		}
		else if (state != null) {
			add(segments, state, this.currentNanos, toNanos, this.currentThread, this.currentAttempt);
		}
	}

	private static void add(List<Segment> segments, State state, long fromNanos, long toNanos, @Nullable String thread,
			@Nullable Integer attempt) {
		if (toNanos > fromNanos) {
			segments.add(new Segment(state, fromNanos, toNanos, thread, attempt));
		}
	}

	// What has not ended is shown until the snapshot's end.
	TaskSpan span(long toNanos) {
		List<Segment> segments = this.segments;
		if (this.current != null && toNanos > this.currentNanos) {
			segments = new ArrayList<>(segments);
			addCurrent(segments, toNanos);
		}
		return new TaskSpan(this.name, this.state, this.value, this.error, this.createdNanos, this.startNanos,
				this.endNanos, (this.asked != null) ? this.asked.toNanos() : null, this.thread, segments);
	}

	private record OnLoop(String loop, Thread thread) {

	}

}
