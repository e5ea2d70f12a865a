package dev.asynclab.pitfall.cpuonvirtualthreads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes on virtual threads. A virtual thread leaves its carrier only when it waits, so
 * as many computations as there are cores hold up every other virtual thread of the JVM.
 */
class BrokenCpuOnVirtualThreads {

	ExecutorService threads() {
		return Executors.newVirtualThreadPerTaskExecutor();
	}

}
