package dev.asynclab.semantics.probe;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The threads of a probe, and what the probe waits for: an event, or the moment when no
 * thread has anything left to do. So a probe sees that something does <em>not</em>
 * happen, without waiting for a while and hoping.
 * <p>
 * A platform thread that was unparked looks parked until the system schedules it. So code
 * that ends a call waits first until the call's thread has reported the end, which proves
 * that the thread runs, and only then until the thread is idle.
 */
final class Activity {

	/** A thread that wakes another one after a look at it is seen in the next round. */
	private static final int ROUNDS = 4;

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private volatile BooleanSupplier quiet = () -> true;

	Thread add(Thread thread) {
		this.threads.add(thread);
		return thread;
	}

	// Says when nothing is on its way that no thread has yet.
	void quietWhen(BooleanSupplier quiet) {
		this.quiet = quiet;
	}

	// Throws the error of the event, or a TimeoutException after 20 s.
	static <T extends @Nullable Object> T await(CompletableFuture<T> event) throws Exception {
		try {
			return event.get(LIMIT, TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	// Waits until all threads except the caller's wait or have ended, or 20 s have
	// passed.
	void awaitIdle() throws InterruptedException, TimeoutException {
		long begin = System.nanoTime();
		for (int round = 0; round < ROUNDS; round++) {
			if (!this.quiet.getAsBoolean() || !this.threads.stream().allMatch(Activity::isIdle)) {
				round = -1;
			}
			LockSupport.parkNanos(10_000);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			if (System.nanoTime() - begin > LIMIT) {
				throw new TimeoutException("a thread of the probe is busy");
			}
		}
	}

	private static boolean isIdle(Thread thread) {
		return thread.equals(Thread.currentThread()) || switch (thread.getState()) {
			case WAITING, TIMED_WAITING, TERMINATED -> true;
			case NEW, RUNNABLE, BLOCKED -> false;
		};
	}

}
