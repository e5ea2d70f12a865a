package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits until a demonstration has come to the point that it is about. None of the waits
 * is part of what is shown, and each ends when the run is interrupted.
 */
public final class Stage {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(1);

	private Stage() {
	}

	/**
	 * A pool of its own, to be closed by the caller once nothing in it waits any more.
	 * @param threads how many threads it has
	 * @return the pool
	 */
	public static ExecutorService pool(int threads) {
		return Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("pitfall-pool-", 1).daemon().factory());
	}

	/**
	 * Waits until a latch is open.
	 * @param latch the latch
	 * @throws InterruptedException if the run is interrupted
	 * @throws IllegalStateException if nobody opens it
	 */
	public static void await(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("Nobody opened the latch");
		}
	}

	/**
	 * Waits until a condition holds that nobody signals, such as the state of a thread.
	 * @param condition the condition
	 * @throws InterruptedException if the run is interrupted
	 * @throws IllegalStateException if it does not come to hold
	 */
	public static void until(BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + LONGEST.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("The condition did not come to hold");
			}
			Thread.sleep(PAUSE);
		}
	}

}
