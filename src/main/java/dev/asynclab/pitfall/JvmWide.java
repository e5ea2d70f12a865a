package dev.asynclab.pitfall;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import dev.asynclab.problem.TooBusyException;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * What the JVM has once for all of its code. A demonstration that uses it up takes it for
 * itself, as briefly as it can: two at once would show each other.
 */
public final class JvmWide {

	/**
	 * The platform threads that carry the virtual ones.
	 */
	public static final JvmWide CARRIERS = new JvmWide(
			"Only one run at a time may take the carriers of virtual threads.");

	/**
	 * The pool of {@link java.util.concurrent.ForkJoinPool#commonPool()}.
	 */
	public static final JvmWide COMMON_POOL = new JvmWide("Only one run at a time may take the common pool.");

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final Semaphore free = new Semaphore(1);

	private final String refusal;

	private JvmWide(String refusal) {
		this.refusal = refusal;
	}

	/**
	 * Takes it, until what is returned is closed.
	 * @return gives it back
	 * @throws TooBusyException if another run has it
	 */
	public Taken take() {
		if (!this.free.tryAcquire()) {
			throw new TooBusyException(this.refusal, RETRY_AFTER);
		}
		return this.free::release;
	}

	/**
	 * How many virtual threads can run at the same time.
	 * @return the number of carriers
	 */
	public static int carriers() {
		return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class).getParallelism();
	}

	/**
	 * For a run that may be in nobody's way for longer, and has not come to its point.
	 * @return what to throw
	 */
	public static TooBusyException takenInVain() {
		return new TooBusyException("The machine is too busy to show this.", RETRY_AFTER);
	}

	/**
	 * What has been taken.
	 */
	@FunctionalInterface
	public interface Taken extends AutoCloseable {

		/**
		 * Gives it back.
		 */
		@Override
		void close();

	}

}
