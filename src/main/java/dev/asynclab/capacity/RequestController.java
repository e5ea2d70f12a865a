package dev.asynclab.capacity;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.load.LoadClient;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/capacity/request}: one request of the experiment under way, which sends
 * them itself.
 */
@RestController
@Hidden
class RequestController {

	private final Requests requests;

	RequestController(Requests requests) {
		this.requests = requests;
	}

	@GetMapping(path = RequestController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	Answer<Map<String, Long>> request(@RequestHeader(LoadClient.EXPERIMENT) String experiment,
			@RequestParam long number) {
		return (_) -> {
			CompletableFuture<?> end = this.requests.start(experiment, number);
			return new Running<>(end.handle((_, error) -> {
				if (error != null) {
					throw new CompletionException(problem(error));
				}
				return Map.of("number", number);
			}), () -> end.cancel(false));
		};
	}

	static final String PATH = "/api/capacity/request";

	static ProblemException problem(Throwable error) {
		return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
				Sentence.of("unavailable.upstream", "The upstream did not answer: {0}",
						String.valueOf(NestedExceptionUtils.getMostSpecificCause(error).getMessage())));
	}

}
