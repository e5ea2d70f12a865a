package dev.asynclab.pitfall;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import dev.asynclab.admission.Gate;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Resources that the JVM has once for all of its code. A demonstration that uses one up
 * reserves it, for as short a time as possible: two at once would falsify each other's
 * results.
 */
public final class JvmWide {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/**
	 * The platform threads that carry the virtual threads.
	 */
	public static final Gate CARRIERS = new Gate(1,
			Sentence.of("busy.carriers", "Only one run at a time may take the carriers of virtual threads."),
			RETRY_AFTER);

	/**
	 * The pool of {@link java.util.concurrent.ForkJoinPool#commonPool()}.
	 */
	public static final Gate COMMON_POOL = new Gate(1,
			Sentence.of("busy.common-pool", "Only one run at a time may take the common pool."), RETRY_AFTER);

	private JvmWide() {
	}

	/**
	 * Returns how many virtual threads can run at the same time.
	 * @return the number of carriers
	 */
	public static int carriers() {
		return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class).getParallelism();
	}

	/**
	 * Creates the error of a run that reserved a resource but did not reach its point in
	 * the short time that it may hold it.
	 * @return the exception to throw
	 */
	public static TooBusyException machineTooBusy() {
		return new TooBusyException(Sentence.of("busy.machine", "The machine is too busy to show this."), RETRY_AFTER);
	}

}
