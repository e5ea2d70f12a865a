package dev.asynclab.pitfall.durablecancel;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import com.hazelcast.core.HazelcastInstance;

/**
 * Starts work that survives its caller. {@code cancel(true)} says true and the future is
 * cancelled, but nothing tells the member that does the work.
 */
class BrokenDurableCancel {

	Future<String> start(HazelcastInstance hazelcast, Callable<String> export) {
		return hazelcast.getDurableExecutorService("exports").submit(export);
	}

}
