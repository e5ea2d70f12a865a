package dev.asynclab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Measures how long a call takes that comes alone, so that nothing makes it wait. It
 * takes longer than its delay, since HTTP and the change of threads take time.
 */
public final class Alone {

	/** It is measured so often, but no further time is begun after the longest. */
	static final int TIMES = 15;

	/** How long the measurement takes, unless the last call takes longer. */
	public static final Duration LONGEST = Duration.ofMillis(600);

	private Alone() {
	}

	/**
	 * Measures calls, one after the other.
	 * @param starts starts a call
	 * @param patience how long to wait for the end of one
	 * @return the median time in milliseconds
	 * @throws TimeoutException if a call does not end in time
	 * @throws ExecutionException if a call fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static double medianMs(Supplier<? extends CompletableFuture<?>> starts, Duration patience)
			throws InterruptedException, ExecutionException, TimeoutException {
		List<Long> times = new ArrayList<>();
		long end = System.nanoTime() + LONGEST.toNanos();
		do {
			long begin = System.nanoTime();
			starts.get().get(patience.toNanos(), TimeUnit.NANOSECONDS);
			times.add(System.nanoTime() - begin);
		}
		while (times.size() < TIMES && System.nanoTime() < end);
		Collections.sort(times);
		return times.get(times.size() / 2) / 1e6;
	}

}
