package dev.asynclab.pitfall.cpuonvirtualthreads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes on platform threads, one for each core. The operating system shares the cores
 * between these threads and the carriers of the virtual threads.
 */
class FixedCpuOnVirtualThreads {

	ExecutorService threads() {
		return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
				Thread.ofPlatform().name("pitfall-cpu-", 1).daemon().factory());
	}

}
