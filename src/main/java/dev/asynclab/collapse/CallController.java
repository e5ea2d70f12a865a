package dev.asynclab.collapse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.job.Place;
import dev.asynclab.job.UpstreamException;
import dev.asynclab.load.Capacity;
import dev.asynclab.load.LoadClient;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.Bounds;
import dev.asynclab.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * {@code GET /api/nonblocking} and {@code GET /api/blocking}: one call each, for a load
 * generator. A client that hangs up stops its call.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class CallController {

	private final Calls calls;

	private final Limits limits;

	CallController(Calls calls, Limits limits) {
		this.calls = calls;
		this.limits = limits;
	}

	@GetMapping(path = "/api/nonblocking", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "One call that waits for the upstream", description = """
			For a load generator, such as `wrk -c64`. Calls the mock upstream, which answers after the delay. The
			call blocks no event loop and no request thread. With `on=async-pool` it is an `@Async` method that
			waits on a thread of the pool, and with `on=virtual-thread` it waits on a virtual one; else it holds no
			thread while it waits. The answer's `predicted` has the number of such calls a second that the place
			can carry. The number of calls at once is limited; beyond it the answer is a 429.""")
	Answer<CallAnswer> nonblocking(
			@Parameter(description = "Where the call runs.") @RequestParam(defaultValue = "event-loop") Place on,
			@Parameter(description = "How long the upstream takes.") @RequestParam(
					defaultValue = "100ms") Duration delay,
			@Parameter(hidden = true) @RequestHeader(name = LoadClient.EXPERIMENT,
					required = false) @Nullable String experiment) {
		return answer(on, Kind.NONBLOCKING, Duration.ZERO, bounded(delay, this.limits.delay()), experiment);
	}

	@GetMapping(path = "/api/blocking", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "One call that blocks its thread: the mistake",
			description = """
					For a load generator, such as `wrk -c64`. The call sleeps on a thread that other calls need: WebClient's
					event loop, the asyncio loop, a thread of the `@Async` pool, or the request's own. A call that blocks a
					virtual thread delays no other call. A place carries at most threads / (time for which a call
					holds one) calls a second, even if more arrive; the answer's `predicted` has this number. With `io` a call
					on the pool or on a request thread holds its thread meanwhile, too. With `offload=true` a worker thread sleeps instead, as with `asyncio.to_thread`. The number
					of calls that wait for their turn is limited, and so is their wait; beyond that the answer is a 429.""")
	Answer<CallAnswer> blocking(
			@Parameter(description = "Whose thread it blocks.") @RequestParam(defaultValue = "event-loop") Place on,
			@Parameter(description = "How long it blocks.") @RequestParam(defaultValue = "100ms") Duration delay,
			@Parameter(description = "How long the upstream takes before that.") @RequestParam(
					defaultValue = "0ms") Duration io,
			@Parameter(description = "Whether a worker thread sleeps instead.") @RequestParam(
					defaultValue = "false") boolean offload,
			@Parameter(hidden = true) @RequestHeader(name = LoadClient.EXPERIMENT,
					required = false) @Nullable String experiment) {
		Bounds.requireBetween("io", io, Duration.ZERO, this.limits.blockTime());
		return answer(on, offload ? Kind.OFFLOADED : Kind.BLOCKING, io, bounded(delay, this.limits.blockTime()),
				experiment);
	}

	private static Duration bounded(Duration delay, Duration longest) {
		return Bounds.requireBetween("delay", delay, Duration.ofMillis(1), longest);
	}

	private Answer<CallAnswer> answer(Place on, Kind kind, Duration io, Duration delay, @Nullable String experiment) {
		return (_) -> {
			Call call = this.calls.start(on, kind, io, delay, experiment);
			CompletableFuture<CallAnswer> answer = call.result().handle((thread, error) -> {
				if (error != null) {
					throw new CompletionException(problem(error));
				}
				return new CallAnswer(on, kind, delay.toMillis(), call.waitedMs(), thread,
						this.calls.capacity(on, kind, io, delay));
			});
			return new Running<>(answer, () -> call.result().cancel(false));
		};
	}

	private static Throwable problem(Throwable error) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
		for (Throwable it = error; it != null; it = it.getCause()) {
			if (it instanceof WebClientException || it instanceof UpstreamException) {
				return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, Sentence.of("unavailable.upstream",
						"The upstream did not answer: {0}", String.valueOf(cause.getMessage())));
			}
		}
		return error;
	}

	/**
	 * The outcome of one call.
	 *
	 * @param on where it ran
	 * @param kind what it did there
	 * @param delayMs how long, in milliseconds
	 * @param waitedMs how long it waited for its turn, in milliseconds
	 * @param thread the thread on which it ran
	 * @param predicted how many such calls a second the place can carry
	 */
	record CallAnswer(Place on, Kind kind, long delayMs, double waitedMs, String thread, Capacity predicted) {

	}

}
