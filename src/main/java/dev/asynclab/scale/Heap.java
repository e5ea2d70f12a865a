package dev.asynclab.scale;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * What the JVM says of its heap, in bytes.
 */
final class Heap {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Heap() {
	}

	/**
	 * All that was allocated since the JVM started, by threads that have ended, too.
	 * @return bytes
	 */
	static long allocated() {
		return THREADS.getTotalThreadAllocatedBytes();
	}

	/**
	 * What a run may take: three quarters of all, since the lab needs the rest.
	 * @return bytes
	 */
	static long room() {
		return Runtime.getRuntime().maxMemory() / 4 * 3;
	}

}
