package dev.asynclab.pitfall.parallelstream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Waits for a peer in the common pool, because supplyAsync has no executor. The parallel
 * streams of the whole JVM compute in the same pool. While all its threads wait, a stream
 * has only the thread of its caller.
 */
class BrokenParallelStream {

	CompletableFuture<String> fetch(Supplier<String> peer) {
		return CompletableFuture.supplyAsync(peer);
	}

	List<String> convert(List<String> rows, UnaryOperator<String> convert) {
		return rows.parallelStream().map(convert).toList();
	}

}
