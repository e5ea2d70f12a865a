package dev.asynclab.task;

import java.time.Duration;

import dev.asynclab.admission.Limits;
import dev.asynclab.cluster.DurableTasks;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.UnsupportedCombinationException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/tasks}.
 */
@Schema(requiredProperties = "delay")
record TaskRequest(
		@Schema(description = "1 to 40 letters, digits, dots, hyphens or underscores. Tasks may share a name. "
				+ "The default is `Task-` and the task's number.") @Nullable String name,
		@Schema(description = "How long the work takes.", example = "2s") @Nullable String delay,
		@Schema(description = "Whether the work fails at its end.", defaultValue = "false") @Nullable Boolean fail,
		@Schema(description = "The style of the task.", defaultValue = "async-pool") @Nullable Style style,
		@Schema(description = "What the task does when it is cancelled while it works.",
				defaultValue = "propagate") @Nullable OnCancel onCancel,
		@Schema(description = "How long the task cleans up after a cancel.", defaultValue = "0ms",
				example = "500ms") @Nullable String cleanup,
		@Schema(description = "Whether the cluster keeps the task, so that it outlives this lab. Only style `hazelcast` has such tasks.",
				defaultValue = "false") @Nullable Boolean durable) {

	private static final DurationConverter DURATIONS = new DurationConverter();

	TaskSpec spec(Limits limits) {
		if (this.name != null && !Job.isName(this.name)) {
			throw new BadParameterException("name", this.name, Job.NAMES);
		}
		requirePossible();
		return new TaskSpec(this.name, duration("delay", this.delay, limits),
				Boolean.TRUE.equals(this.fail) ? Job.Outcome.FAIL : Job.Outcome.OK,
				(this.style != null) ? this.style : Style.ASYNC_POOL,
				(this.onCancel != null) ? this.onCancel : OnCancel.PROPAGATE,
				(this.cleanup != null) ? duration("cleanup", this.cleanup, limits) : Duration.ZERO, isDurable());
	}

	private boolean isDurable() {
		return Boolean.TRUE.equals(this.durable);
	}

	private void requirePossible() {
		if (isDurable() && (this.style == null || !this.style.isDistributed())) {
			throw new UnsupportedCombinationException(
					Sentence.of("durable.style", "A task of style {0} lives in this process, and ends with it.",
							((this.style != null) ? this.style : Style.ASYNC_POOL).id()),
					"style=" + Style.HAZELCAST.id());
		}
		if (isDurable() && (this.onCancel != null || this.cleanup != null)) {
			throw new UnsupportedCombinationException(DurableTasks.NO_CANCEL, "without onCancel and cleanup");
		}
	}

	private static Duration duration(String field, @Nullable String text, Limits limits) {
		Sentence allowed = Sentence.of("allowed.task-duration",
				"a duration in whole milliseconds with its unit, from 0ms to {0}ms, such as 500ms or 2s",
				limits.delay().toMillis());
		if (text == null) {
			throw new BadParameterException(field, null, allowed);
		}
		try {
			Duration duration = DURATIONS.convert(text);
			boolean wholeMillis = duration.toNanosPart() % 1_000_000 == 0;
			if (wholeMillis && !duration.isNegative() && duration.compareTo(limits.delay()) <= 0) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			throw new BadParameterException(field, text, allowed);
		}
		throw new BadParameterException(field, text, allowed);
	}

}
