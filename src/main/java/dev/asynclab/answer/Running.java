package dev.asynclab.answer;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Work under way.
 *
 * @param <T> the type of its report
 * @param report completes with the report when nothing of the work is left
 * @param cancellation cancels the rest of the work; null if nothing does
 */
public record Running<T>(CompletableFuture<T> report, @Nullable Runnable cancellation) {

	/**
	 * Cancels the rest of the work, if it can be. The report follows when the work has
	 * ended.
	 */
	public void cancel() {
		if (this.cancellation != null) {
			this.cancellation.run();
		}
	}

}
