package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Threads for demonstrations, and waits until a demonstration has reached the point that
 * it is about. The waits are not part of what is shown, and each ends when the run is
 * interrupted.
 */
public final class Stage {

	/**
	 * How long a demonstration waits at most for something that it expects to happen.
	 */
	public static final Duration LONGEST = Duration.ofSeconds(30);

	/**
	 * How long something goes on in a demonstration, so that a picture shows it.
	 */
	public static final Duration SCENE = Duration.ofMillis(50);

	private static final Duration PAUSE = Duration.ofMillis(1);

	private Stage() {
	}

	/**
	 * Creates a pool. The caller closes it when no task in it waits any more.
	 * @param threads the number of threads
	 * @return the pool
	 */
	public static ExecutorService pool(int threads) {
		return Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("pitfall-pool-", 1).daemon().factory());
	}

	/**
	 * Waits until a latch is open.
	 * @param latch the latch
	 * @throws InterruptedException if the run is interrupted
	 * @throws IllegalStateException if the latch stays closed for 30 s
	 */
	public static void await(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("The latch was not opened");
		}
	}

	/**
	 * Lets what has begun go on for a moment, so that a picture shows it. Nothing depends
	 * on how long that is.
	 * @throws InterruptedException if the run is interrupted
	 */
	public static void goOn() throws InterruptedException {
		Thread.sleep(SCENE);
	}

	/**
	 * Calls blocking code where an {@link InterruptedException} can't be thrown.
	 * @param <T> the type of the value
	 * @param code the blocking code
	 * @return its value
	 * @throws IllegalStateException if the code throws a checked exception; after an
	 * interrupt the flag is set
	 */
	public static <T> T unchecked(Callable<T> code) {
		try {
			return code.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Polls until a condition holds. This is for conditions that give no signal, such as
	 * the state of a thread.
	 * @param condition the condition
	 * @throws InterruptedException if the run is interrupted
	 * @throws IllegalStateException if the condition does not hold within 30 s
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
