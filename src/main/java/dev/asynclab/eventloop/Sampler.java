package dev.asynclab.eventloop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

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
		OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return (thread) -> {
			long cpuNanos = thread.isVirtual() ? process.getProcessCpuTime()
					: threads.getThreadCpuTime(thread.threadId());
			return new Sample(List.of(thread.getStackTrace()), thread.getState() == Thread.State.RUNNABLE, cpuNanos);
		};
	}

}
