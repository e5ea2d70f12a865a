package dev.asynclab.pitfall.durablecancel;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import com.hazelcast.core.HazelcastInstance;

/**
 * Starts work that is done for its caller: {@code cancel(true)} reaches the member that
 * does it, and interrupts the thread.
 */
class FixedDurableCancel {

	Future<String> start(HazelcastInstance hazelcast, Callable<String> export) {
		return hazelcast.getExecutorService("exports").submit(export);
	}

}
