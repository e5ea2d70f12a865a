package dev.asynclab.answer;

import java.util.concurrent.CompletableFuture;

/**
 * Work under way.
 *
 * @param <T> the type of its report
 * @param report completes with the report when nothing of the work is left
 * @param cancellation cancels the rest of the work
 */
public record Running<T>(CompletableFuture<T> report, Runnable cancellation) {

	/**
	 * Cancels the rest of the work. The report follows when the work has ended.
	 */
	public void cancel() {
		this.cancellation.run();
	}

}
