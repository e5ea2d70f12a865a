package dev.asynclab.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.asynclab.cluster.DurableTask;
import dev.asynclab.job.Style;
import dev.asynclab.timeline.ErrorSummary;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.TaskSpan;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was at one moment. The JSON leaves out what has not happened.
 *
 * @param id its number, counted from 1 since the service started; of a durable task, one
 * that is unique in the cluster
 * @param name its name, which other tasks may share
 * @param style its style
 * @param state its state
 * @param delayMs how long its work takes, in milliseconds
 * @param onCancel what it does when it is cancelled while it works
 * @param cleanupMs how long it cleans up then, in milliseconds
 * @param value the value that it returned
 * @param error the error that it raised
 * @param createdAt when it was created
 * @param startedAt when it took its first step
 * @param endedAt when it ended
 * @param thread the thread, or for style asyncio the event loop, on which it took its
 * first step
 * @param cancelling how often it was asked to end, as {@code Task.cancelling()} counts
 * @param cancelRequests the first ten of these requests
 * @param attempts how often its work has begun, if it runs in other processes
 * @param durableOf the lab that created it, if the cluster keeps it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task")
record TaskView(long id, String name, Style style, State state, long delayMs, OnCancel onCancel, long cleanupMs,
		@Nullable String value, @Nullable ErrorSummary error, Instant createdAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable String thread, int cancelling, List<CancelRequest> cancelRequests,
		@Nullable Integer attempts, @Nullable String durableOf) {

	static TaskView of(DurableTask task) {
		List<DurableTask.Attempt> attempts = task.attempts();
		DurableTask.Attempt first = attempts.isEmpty() ? null : attempts.getFirst();
		DurableTask.End end = task.end();
		return new TaskView(task.id(), task.job().name(), Style.HAZELCAST, state(task), task.job().delay().toMillis(),
				OnCancel.SUPPRESS, 0, (end != null) ? end.value() : null, error(end), task.createdAt(),
				(first != null) ? first.at() : null, (end != null) ? end.at() : null,
				(first != null) ? attempts.getLast().place() : null, task.cancelling(), List.of(), attempts.size(),
				task.lab());
	}

	/**
	 * Shows this as a span.
	 * @param begin when time begins
	 * @param now when the task was seen
	 * @return the span: queued until it took its first step, then at work
	 */
	TaskSpan span(Instant begin, Instant now) {
		long created = nanos(begin, this.createdAt);
		long end = nanos(begin, Objects.requireNonNullElse(this.endedAt, now));
		long started = nanos(begin, Objects.requireNonNullElse(this.startedAt, Objects.requireNonNullElse(this.endedAt, now)));
		List<Segment> segments = new ArrayList<>(List.of(new Segment(Segment.State.QUEUED, created, started, null)));
		if (this.startedAt != null) {
			boolean holds = !this.style.shape().hasEventLoop();
			segments.add(new Segment(holds ? Segment.State.HOLDING : Segment.State.AWAITING, started, end,
					holds ? this.thread : null));
		}
		return new TaskSpan(this.id + " " + this.name, switch (this.state) {
			case PENDING, RUNNING, CANCELLING -> TaskSpan.State.PENDING;
			case DONE -> TaskSpan.State.DONE;
			case FAILED -> TaskSpan.State.FAILED;
			case CANCELLED -> TaskSpan.State.CANCELLED;
		}, this.value, this.error, created, (this.startedAt != null) ? started : null,
				(this.endedAt != null) ? end : null, null, this.thread, segments);
	}

	private static long nanos(Instant begin, Instant time) {
		return Duration.between(begin, time).toNanos();
	}

	private static State state(DurableTask task) {
		DurableTask.End end = task.end();
		if (end != null) {
			return (end.error() != null) ? State.FAILED : State.DONE;
		}
		return task.attempts().isEmpty() ? State.PENDING : State.RUNNING;
	}

	private static @Nullable ErrorSummary error(DurableTask.@Nullable End end) {
		return (end != null && end.error() != null)
				? new ErrorSummary(end.error(), Objects.requireNonNullElse(end.message(), "")) : null;
	}

}
