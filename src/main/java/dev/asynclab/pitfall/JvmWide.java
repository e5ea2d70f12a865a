package dev.asynclab.pitfall;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import dev.asynclab.admission.Gate;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * What the JVM has once for all of its code. A demonstration that uses it up takes it for
 * itself, as briefly as it can: two at once would show each other.
 */
public final class JvmWide {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/**
	 * The platform threads that carry the virtual ones.
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
		return new TooBusyException(Sentence.of("busy.machine", "The machine is too busy to show this."), RETRY_AFTER);
	}

}
