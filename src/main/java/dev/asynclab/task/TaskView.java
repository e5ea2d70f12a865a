package dev.asynclab.task;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.asynclab.job.Style;
import dev.asynclab.timeline.ErrorSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was at one moment. What has not happened is left out of the JSON.
 *
 * @param id its number, counted from 1 since the service started
 * @param name its name, which others may have too
 * @param style how it runs
 * @param state where it is in its life
 * @param delayMs how long its work takes
 * @param onCancel what it does when it is cancelled at work
 * @param cleanupMs how long it cleans up then
 * @param value what it returned
 * @param error what it raised
 * @param createdAt when it was created
 * @param startedAt when it took its first step
 * @param endedAt when it ended
 * @param thread the thread on which it took its first step
 * @param cancelling how often it was asked to end, as {@code Task.cancelling()} counts
 * @param cancelRequests the first of these requests, ten at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task")
record TaskView(long id, String name, Style style, State state, long delayMs, OnCancel onCancel, long cleanupMs,
		@Nullable String value, @Nullable ErrorSummary error, Instant createdAt, @Nullable Instant startedAt,
		@Nullable Instant endedAt, @Nullable String thread, int cancelling, List<CancelRequest> cancelRequests) {

}
