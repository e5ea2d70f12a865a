package dev.asynclab.pitfall.parallelstream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Waits for the peer on threads of its own, and leaves the common pool to computations,
 * which do not wait.
 */
class FixedParallelStream {

	private final Executor peers;

	FixedParallelStream(Executor peers) {
		this.peers = peers;
	}

	CompletableFuture<String> fetch(Supplier<String> peer) {
		return CompletableFuture.supplyAsync(peer, this.peers);
	}

	List<String> convert(List<String> rows, UnaryOperator<String> convert) {
		return rows.parallelStream().map(convert).toList();
	}

}
