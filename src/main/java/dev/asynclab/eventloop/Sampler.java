package dev.asynclab.eventloop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Looks at a thread.
 */
@FunctionalInterface
interface Sampler {

	/**
	 * Looks what a thread is at.
	 * @param thread the thread, which is stopped for a moment
	 * @return what was seen
	 */
	Sample sample(Thread thread);

	/**
	 * Looks at the threads of this JVM.
	 * @return the sampler
	 */
	static Sampler ofThisJvm() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return (thread) -> {
			long cpuNanos = (!thread.isVirtual() && threads.isThreadCpuTimeSupported())
					? threads.getThreadCpuTime(thread.threadId()) : -1;
			return new Sample(List.of(thread.getStackTrace()), thread.getState() == Thread.State.RUNNABLE, cpuNanos);
		};
	}

}
