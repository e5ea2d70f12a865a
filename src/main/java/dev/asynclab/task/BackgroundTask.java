package dev.asynclab.task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.JobStarter;
import dev.asynclab.timeline.ErrorSummary;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskEvent;
import dev.asynclab.timeline.TaskSpan;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * A task that belongs to no request. Its work is a job in its style. A cancel is a
 * request, as in asyncio. Either the work stops and a clean-up follows, which a second
 * cancel interrupts; or the task refuses, and continues to work.
 */
final class BackgroundTask {

	private static final int MAX_REQUESTS = 10;

	private final long id;

	private final String name;

	private final TaskSpec spec;

	private final JobStarter starter;

	private final Clock clock;

	private final TaskCounts counts;

	private final Consumer<BackgroundTask> onEnd;

	private final long beginNanos = System.nanoTime();

	private final Sinks.Many<LogEntry> events = Sinks.many().replay().all();

	private final CompletableFuture<TaskView> ended = new CompletableFuture<>();

	private final Instant createdAt;

	private final List<CancelRequest> cancelRequests = new ArrayList<>();

	private State state = State.PENDING;

	private @Nullable JobHandle current;

	private int cancelling;

	private boolean abandoned;

	private @Nullable String value;

	private @Nullable ErrorSummary error;

	private @Nullable Instant startedAt;

	private @Nullable Instant endedAt;

	private @Nullable String thread;

	private int attempts;

	BackgroundTask(long id, TaskSpec spec, JobStarter starter, Clock clock, TaskCounts counts,
			Consumer<BackgroundTask> onEnd) {
		this.id = id;
		this.name = spec.nameOf(id);
		this.spec = spec;
		this.starter = starter;
		this.clock = clock;
		this.counts = counts;
		this.onEnd = onEnd;
		this.createdAt = clock.instant();
		counts.move(spec.style(), null, State.PENDING);
		log(TaskEvent.CREATED, Thread.currentThread().getName());
	}

	long id() {
		return this.id;
	}

	void start() {
		begin(this.spec.work(this.name), this::workEnded);
	}

	boolean cancel(CancelRequest request) {
		JobHandle stopped;
		synchronized (this) {
			if (this.state.isEnd()) {
				return false;
			}
			this.cancelling++;
			if (this.cancelRequests.size() < MAX_REQUESTS) {
				this.cancelRequests.add(request);
				log(TaskEvent.CANCEL_REQUESTED, Thread.currentThread().getName());
			}
			boolean refuses = this.spec.onCancel() == OnCancel.SUPPRESS && this.startedAt != null;
			stopped = refuses ? null : this.current;
			moveTo(State.CANCELLING);
		}
		if (stopped != null) {
			stopped.cancel();
		}
		return true;
	}

	void cancel(String by) {
		cancel(new CancelRequest(this.clock.instant(), by, null));
	}

	// Stops the task even if it refuses to be cancelled or cleans up.
	void abandon() {
		JobHandle stopped;
		synchronized (this) {
			this.abandoned = true;
			stopped = this.current;
		}
		if (stopped != null) {
			stopped.cancel();
		}
	}

	// A copy: an await is shielded, so cancelling the future has no effect on the task.
	CompletableFuture<TaskView> ended() {
		return this.ended.copy();
	}

	// Replays the log so far, then continues until the task ends.
	Flux<LogEntry> events() {
		return this.events.asFlux();
	}

	synchronized TaskView view() {
		return new TaskView(this.id, this.name, this.spec.style(), this.state, this.spec.delay().toMillis(),
				this.spec.onCancel(), this.spec.cleanup().toMillis(), this.value, this.error, this.createdAt,
				this.startedAt, this.endedAt, this.thread, this.cancelling, List.copyOf(this.cancelRequests),
				this.spec.style().isDistributed() ? this.attempts : null, null);
	}

	@Override
	public synchronized String toString() {
		return this.name + " (task " + this.id + ", " + this.spec.style().id() + ", " + this.state.id() + ")";
	}

	private void begin(Job job, Consumer<TaskSpan> end) {
		Recorder recorder = new Recorder(System::nanoTime);
		recorder.onEntry((entry) -> {
			if (entry.event() == TaskEvent.STARTED) {
				started(entry.thread());
			}
		});
		JobHandle handle = new JobHandle(job, recorder);
		boolean cancelled;
		synchronized (this) {
			this.current = handle;
			cancelled = this.abandoned;
		}
		handle.settled().thenRun(() -> end.accept(recorder.timeline().tasks().getFirst()));
		try {
			this.starter.start(handle);
		}
		catch (RuntimeException ex) {
			end(State.FAILED, null, ErrorSummary.of(ex));
		}
		if (cancelled) {
			handle.cancel();
		}
	}

	private synchronized void started(String thread) {
		this.attempts++;
		if (this.startedAt == null) {
			this.startedAt = this.clock.instant();
			this.thread = thread;
			log(TaskEvent.STARTED, thread);
			if (this.state == State.PENDING) {
				moveTo(State.RUNNING);
			}
		}
	}

	private void workEnded(TaskSpan work) {
		if (work.state() == TaskSpan.State.CANCELLED && isStarted() && this.spec.cleansUp()) {
			begin(this.spec.cleanup(this.name), this::cleanedUp);
		}
		else if (work.state() == TaskSpan.State.CANCELLED && isStarted() && this.spec.onCancel() == OnCancel.RETURN) {
			end(State.DONE, this.name + " done", null);
		}
		else {
			endAs(work);
		}
	}

	private void cleanedUp(TaskSpan cleanup) {
		if (cleanup.state() == TaskSpan.State.DONE && this.spec.onCancel() == OnCancel.PROPAGATE) {
			end(State.CANCELLED, null, null);
		}
		else {
			endAs(cleanup);
		}
	}

	private synchronized boolean isStarted() {
		return this.startedAt != null && !this.abandoned;
	}

	private void endAs(TaskSpan span) {
		switch (span.state()) {
			case DONE -> end(State.DONE, String.valueOf(span.value()), null);
			case FAILED -> end(State.FAILED, null, span.error());
			case CANCELLED, NOT_STARTED, PENDING -> end(State.CANCELLED, null, null);
		}
	}

	private void end(State end, @Nullable String value, @Nullable ErrorSummary error) {
		TaskView view;
		synchronized (this) {
			if (this.state.isEnd()) {
				return;
			}
			this.endedAt = this.clock.instant();
			this.value = value;
			this.error = error;
			this.current = null;
			moveTo(end);
			log(event(end), Thread.currentThread().getName());
			view = view();
		}
		this.onEnd.accept(this);
		this.ended.complete(view);
		this.events.tryEmitComplete();
	}

	private static TaskEvent event(State end) {
		return switch (end) {
			case DONE -> TaskEvent.FINISHED;
			case FAILED -> TaskEvent.FAILED;
			default -> TaskEvent.CANCELLED;
		};
	}

	// Called with the lock held, so that the entries are in the order of time.
	private void log(TaskEvent event, String thread) {
		this.events.tryEmitNext(new LogEntry(System.nanoTime() - this.beginNanos, this.name, event, thread));
	}

	private void moveTo(State next) {
		this.counts.move(this.spec.style(), this.state, next);
		this.state = next;
	}

}
