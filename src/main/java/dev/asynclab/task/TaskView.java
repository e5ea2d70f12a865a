package dev.asynclab.task;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.asynclab.job.Style;
import dev.asynclab.timeline.ErrorSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was at one moment. The JSON leaves out what has not happened.
 *
 * @param id its number, counted from 1 since the service started
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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task")
record TaskView(long id, String name, Style style, State state, long delayMs, OnCancel onCancel, long cleanupMs,
		@Nullable String value, @Nullable ErrorSummary error, Instant createdAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable String thread, int cancelling, List<CancelRequest> cancelRequests) {

}
