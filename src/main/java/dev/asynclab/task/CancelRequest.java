package dev.asynclab.task;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Who asked a task to end, and when.
 *
 * @param at when
 * @param by the client's address, or what in the lab it was
 * @param userAgent what the client calls itself, if it was one and says so; at most 200
 * characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancelRequest(Instant at, String by, @Nullable String userAgent) {

	private static final int MAX_USER_AGENT = 200;

	CancelRequest {
		userAgent = (userAgent != null) ? StringUtils.truncate(userAgent, MAX_USER_AGENT) : null;
	}

}
