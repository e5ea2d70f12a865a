package dev.asynclab.pitfall.inheriteduser;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Expects the threads of the pool to inherit the user. A thread inherits only once, from
 * the request that happened to create it. All later requests run as that user.
 */
class BrokenInheritedUser {

	private final InheritableThreadLocal<String> user = new InheritableThreadLocal<>();

	String accountOf(String name, ExecutorService pool) throws ExecutionException, InterruptedException {
		this.user.set(name);
		try {
			return pool.submit(() -> "account of " + this.user.get()).get();
		}
		finally {
			this.user.remove();
		}
	}

}
