package dev.asynclab.pitfall.cpuonvirtualthreads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes on platform threads, as many as there are cores: the operating system shares
 * these between them and the carriers of the virtual threads.
 */
class FixedCpuOnVirtualThreads {

	ExecutorService threads() {
		return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
				Thread.ofPlatform().name("pitfall-cpu-", 1).daemon().factory());
	}

}
