package dev.asynclab.answer;

import java.util.concurrent.CompletableFuture;

/**
 * Work under way.
 *
 * @param <T> the type of its report
 * @param report the report, when nothing of the work is left
 * @param cancellation cancels what is left
 */
public record Running<T>(CompletableFuture<T> report, Runnable cancellation) {

	/**
	 * Cancels what is left of the work. The report then follows as soon as the work has
	 * ended.
	 */
	public void cancel() {
		this.cancellation.run();
	}

}
