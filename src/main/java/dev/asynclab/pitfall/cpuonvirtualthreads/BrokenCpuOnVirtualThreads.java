package dev.asynclab.pitfall.cpuonvirtualthreads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Computes on virtual threads. A virtual thread leaves its carrier only when it waits. So
 * as many computations as there are cores delay every other virtual thread of the JVM.
 */
class BrokenCpuOnVirtualThreads {

	ExecutorService threads() {
		return Executors.newVirtualThreadPerTaskExecutor();
	}

}
