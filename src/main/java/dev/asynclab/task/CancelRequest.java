package dev.asynclab.task;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A request to end a task.
 *
 * @param at when it was made
 * @param by the client's address, or the name of the lab's part that made it
 * @param userAgent the client's {@code User-Agent}, if it sent one; at most 200
 * characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancelRequest(Instant at, String by, @Nullable String userAgent) {

	private static final int MAX_USER_AGENT = 200;

	CancelRequest {
		userAgent = (userAgent != null) ? StringUtils.truncate(userAgent, MAX_USER_AGENT) : null;
	}

}
