package dev.asynclab.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a caller is told about a failure, thrown at once or the result of
 * something asynchronous.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "asynclab.upstream.port=0")
@AutoConfigureRestTestClient
@Import(FailureProblemTests.FailingController.class)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
@Isolated("looks at all that is logged")
class FailureProblemTests {

	@Autowired
	private RestTestClient client;

	@ParameterizedTest
	@CsvSource({ "now,BUSY,429,3", "future,BUSY,429,3", "deferred,BUSY,429,3", "now,REJECTED,429,1",
			"future,REJECTED,429,1", "future,WRAPPED,429,3", "now,CANCELLED,503,1", "future,CANCELLED,503,1",
			"never,BUSY,503,1" })
	void failureThatMayPassTellsWhenToTryAgain(String how, Failure failure, int status, String retryAfter) {
		expectProblem(how, failure, status, MediaType.ALL_VALUE).expectHeader().valueEquals("Retry-After", retryAfter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/none?format=text", "/api/gather?format=text&job=A:2h",
			"/api/gather?format=text&style=none", "/api/scenarios?format=text" })
	void errorsAreTextIfTextWasAskedFor(String path) {
		String text = Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.is4xxClientError()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
		assertThat(text).matches("(?s)4\\d\\d [A-Z].*: .*\n");
		assertThat(text.lines()).allMatch((line) -> line.length() <= 80);
	}

	@ParameterizedTest
	@ValueSource(strings = { "now", "future", "deferred" })
	void unsupportedCombinationNamesTheNearest(String how) {
		expectProblem(how, Failure.UNSUPPORTED, 422, MediaType.ALL_VALUE).expectBody()
			.jsonPath("$.nearest")
			.isEqualTo("style=virtual-thread")
			.jsonPath("$.detail")
			.isEqualTo("A pool has no run. Nearest: style=virtual-thread");
	}

	@ParameterizedTest
	@ValueSource(strings = { "now", "future", "deferred" })
	void unexpectedFailureTellsNothingAndIsLoggedOnce(String how, CapturedOutput output) {
		expectProblem(how, Failure.UNEXPECTED, 500, MediaType.ALL_VALUE).expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Something unexpected failed. The log of the service has the details.");
		assertThat(output.getAll().split("the secret", -1)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "image/svg+xml", "text/event-stream" })
	void failureOfFutureIsProblemWhateverIsAccepted(String accept) {
		expectProblem("future", Failure.BUSY, 429, accept);
		expectProblem("future", Failure.UNEXPECTED, 500, accept);
	}

	@ParameterizedTest
	@EnumSource(names = { "CANCELLED", "HUNG_UP", "BUSY", "REJECTED", "UNSUPPORTED" })
	void expectedFailureIsNotLogged(Failure failure, CapturedOutput output) {
		this.client.get().uri("/api/fail/future?failure=" + EnumId.of(failure)).exchange().expectBody().returnResult();
		assertThat(output).doesNotContain("ERROR", "Exception");
	}

	@Test
	void whatIsWrittenAsynchronouslyHasThreadsOfItsOwn() {
		this.client.get()
			.uri("/api/thread")
			.exchange()
			.expectBody(String.class)
			.value((thread) -> assertThat(thread).startsWith("mvc-").endsWith(" true"));
	}

	@Test
	void retryIsAtLeastOneSecondAway() {
		assertThat(
				new TooBusyException(Sentence.of("test", "full"), Duration.ZERO).getHeaders().getFirst("Retry-After"))
			.isEqualTo("1");
		assertThat(new TooBusyException(Sentence.of("test", "full"), Duration.ofMillis(1_001)).getHeaders()
			.getFirst("Retry-After")).isEqualTo("2");
	}

	private RestTestClient.ResponseSpec expectProblem(String how, Failure failure, int status, String accept) {
		return this.client.get()
			.uri("/api/fail/" + how + "?failure=" + EnumId.of(failure))
			.header("Accept", accept)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	enum Failure {

		BUSY, REJECTED, WRAPPED, CANCELLED, UNSUPPORTED, UNEXPECTED, HUNG_UP;

		Exception exception() {
			return switch (this) {
				case BUSY ->
					new TooBusyException(Sentence.of("test", "256 runs are under way."), Duration.ofSeconds(3));
				case REJECTED -> new TaskRejectedException("full", new RejectedExecutionException());
				case WRAPPED -> new IllegalStateException(BUSY.exception());
				case CANCELLED -> new CancellationException();
				case UNSUPPORTED -> new UnsupportedCombinationException(Sentence.of("test", "A pool has no run."),
						"style=virtual-thread");
				case UNEXPECTED -> new IllegalStateException("the secret");
				case HUNG_UP -> new IOException("Broken pipe");
			};
		}

	}

	@RestController
	static class FailingController {

		@GetMapping("/api/fail/now")
		String failsNow(@RequestParam Failure failure) throws Exception {
			throw failure.exception();
		}

		@GetMapping("/api/fail/future")
		CompletableFuture<String> failsAsFuture(@RequestParam Failure failure) {
			return CompletableFuture.failedFuture(failure.exception());
		}

		@GetMapping("/api/fail/deferred")
		DeferredResult<String> failsAsDeferredResult(@RequestParam Failure failure) {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(failure.exception());
			return result;
		}

		@GetMapping("/api/thread")
		Callable<String> namesItsThread() {
			return () -> Thread.currentThread().getName() + " " + Thread.currentThread().isVirtual();
		}

		@GetMapping("/api/fail/never")
		DeferredResult<String> neverHasAResult(@RequestParam Failure failure) {
			return new DeferredResult<>(1L);
		}

	}

}
