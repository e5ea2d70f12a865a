package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.load.LoadClient;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.problem.TooBusyException;
import dev.asynclab.storm.cure.Deadline;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/retry-storm/call}: one attempt of the experiment under way, which sends
 * them itself.
 */
@RestController
@Hidden
class StormCallController {

	static final String PATH = "/api/retry-storm/call";

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final StormCalls calls;

	StormCallController(StormCalls calls) {
		this.calls = calls;
	}

	@GetMapping(path = StormCallController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	Answer<Map<String, Long>> call(@RequestHeader(LoadClient.EXPERIMENT) String experiment, @RequestParam long attempt,
			@RequestHeader(name = Deadline.HEADER, required = false) @Nullable Long leftMs) {
		Duration left = (leftMs != null) ? Duration.ofMillis(leftMs) : null;
		return (_) -> {
			CompletableFuture<String> work;
			try {
				work = this.calls.start(experiment, attempt, left);
			}
			catch (RejectedExecutionException ex) {
				throw refusal();
			}
			return new Running<>(work.handle((_, error) -> {
				if (error != null) {
					throw new CompletionException(problem(error));
				}
				return Map.of("attempt", attempt);
			}), null);
		};
	}

	private static Throwable problem(Throwable error) {
		Throwable cause = (error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error;
		return (cause instanceof RejectedExecutionException) ? refusal()
				: new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
						Sentence.of("unavailable.call", "The call did not end: {0}",
								String.valueOf(NestedExceptionUtils.getMostSpecificCause(error).getMessage())));
	}

	private static TooBusyException refusal() {
		return new TooBusyException(Sentence.of("busy.storm", "The service has too many calls, and refuses this one."),
				RETRY_AFTER);
	}

}
