package dev.asynclab.answer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.springframework.web.context.request.async.DeferredResult;

/**
 * An answer that follows when the work is done. Unlike a {@link CompletableFuture} that a
 * controller returns, it stops the work of a client that is gone: over HTTP/2 that is
 * noticed at once, over HTTP/1.1 it is not, and the work goes on to its end.
 */
final class LateAnswer {

	private LateAnswer() {
	}

	/**
	 * Answers with the work's result, or with the problem that its error stands for.
	 * @param <T> the type of the answer
	 * @param work ends with the answer
	 * @param onHangUp stops the work when the client has hung up, or MVC's time for an
	 * answer is over
	 * @return the answer
	 */
	static <T> DeferredResult<T> of(CompletableFuture<T> work, Runnable onHangUp) {
		DeferredResult<T> answer = new DeferredResult<>();
		answer.onError((_) -> onHangUp.run());
		answer.onTimeout(onHangUp);
		work.whenComplete((result, error) -> {
			if (error != null) {
				answer.setErrorResult(
						(error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error);
			}
			else {
				answer.setResult(result);
			}
		});
		return answer;
	}

}
