package dev.asynclab.eventloop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * Takes a sample of a thread, which stops for a moment.
 */
@FunctionalInterface
interface Sampler {

	Sample sample(Thread thread);

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
