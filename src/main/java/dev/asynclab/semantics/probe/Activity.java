package dev.asynclab.semantics.probe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of a probe, and when none of them has anything left to do. That is how a
 * probe sees that something does <em>not</em> happen, without waiting for a while and
 * hoping.
 * <p>
 * A platform thread that was unparked still looks parked until the system schedules it.
 * So whoever ends a call waits first until the call's thread has told so, which proves
 * that it runs; and only then until it is idle.
 */
final class Activity {

	/** A thread that one wakes after it was looked at is seen in the next round. */
	private static final int ROUNDS = 4;

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	/**
	 * Tells that a thread works for the probe.
	 * @param thread the thread
	 * @return the same
	 */
	Thread add(Thread thread) {
		this.threads.add(thread);
		return thread;
	}

	/**
	 * Waits until all threads but the caller's wait or have ended.
	 * @throws InterruptedException if interrupted
	 * @throws TimeoutException if one is busy for 20 s
	 */
	void awaitIdle() throws InterruptedException, TimeoutException {
		long begin = System.nanoTime();
		for (int round = 0; round < ROUNDS; round++) {
			if (!this.threads.stream().allMatch(Activity::isIdle)) {
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
