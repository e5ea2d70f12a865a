package dev.asynclab.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Measures the CPU time of the process without the threads of the client and of the
 * upstream, from when it is created. The CPU time of virtual threads is not known, only
 * that of their carriers: so what the others used is subtracted from the whole. What is
 * left has Tomcat, the style, the garbage collector and the compiler in it.
 */
public final class CpuMeter {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/** With so much of the machine in use, its cores are the limit. */
	private static final double BUSY = 0.85;

	private final String experiment;

	private final long begin;

	private double load;

	private double ownLoad;

	private int loads;

	/**
	 * Begins to measure.
	 * @param experiment the name of the experiment, with which the names of the threads
	 * of its client begin
	 */
	public CpuMeter(String experiment) {
		this.experiment = experiment;
		this.begin = nanos();
		// The first call only begins a measurement.
		SYSTEM.getCpuLoad();
		SYSTEM.getProcessCpuLoad();
	}

	/**
	 * Takes the load since the last call.
	 */
	public void sample() {
		double load = SYSTEM.getCpuLoad();
		double ownLoad = SYSTEM.getProcessCpuLoad();
		if (load >= 0 && ownLoad >= 0) {
			this.load += load;
			this.ownLoad += ownLoad;
			this.loads++;
		}
	}

	/**
	 * Returns the load of the machine, by all that runs on it: the average of the
	 * samples.
	 * @return from 0 to 1; null if the machine can't tell
	 */
	public @Nullable Double load() {
		return (this.loads > 0) ? (Double) (this.load / this.loads) : null;
	}

	/**
	 * Returns the part of it that is of this process.
	 * @return from 0 to 1; null if the machine can't tell
	 */
	public @Nullable Double ownLoad() {
		return (this.loads > 0) ? (Double) (this.ownLoad / this.loads) : null;
	}

	/**
	 * Returns the CPU time for each of some requests.
	 * @param requests how many there were
	 * @return milliseconds; null if there were none, or if the machine can't tell
	 */
	public @Nullable Double millisPerRequest(long requests) {
		return (this.begin > 0 && requests > 0) ? (Double) (Math.max(0, nanos() - this.begin) / 1e6 / requests) : null;
	}

	/**
	 * Says whether a load is so high that the cores are the limit.
	 * @param load the load, from 0 to 1; null if it is not known
	 * @return whether the cores were busy for 85% of the time or more
	 */
	public static boolean isBusy(@Nullable Double load) {
		return load != null && load >= BUSY;
	}

	/**
	 * Says whether the other programs on the machine would have to stop first.
	 * @param load the load of the machine; null if it is not known
	 * @param ownLoad the part of it that is of this process; null if it is not known
	 * @return whether it is less than half of the load
	 */
	public static boolean isBusyWithOthers(@Nullable Double load, @Nullable Double ownLoad) {
		return load != null && ownLoad != null && ownLoad < load / 2;
	}

	/**
	 * Returns the CPU time that some threads have used so far. What runs on a virtual
	 * thread counts for its carrier.
	 * @param threads the names of platform threads
	 * @return nanoseconds
	 */
	public static long nanosOf(Collection<String> threads) {
		long nanos = 0;
		for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
			if (thread != null && threads.contains(thread.getThreadName())) {
				nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
			}
		}
		return nanos;
	}

	private long nanos() {
		long nanos = SYSTEM.getProcessCpuTime();
		for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
			if (thread != null && isOther(thread.getThreadName())) {
				nanos -= Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
			}
		}
		return nanos;
	}

	private boolean isOther(String thread) {
		return thread.equals(this.experiment) || thread.startsWith(this.experiment + "-load")
				|| thread.startsWith("upstream-");
	}

}
