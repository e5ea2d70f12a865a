package dev.asynclab.pitfall.inheriteduser;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Hopes that the pool's threads inherit the user. They do, once: from the request that
 * happened to make the thread. All later requests run as that user.
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
