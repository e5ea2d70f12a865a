package dev.asynclab.pitfall.inheriteduser;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Binds the user to the task, on any thread, and only for as long as the task runs.
 */
class FixedInheritedUser {

	private final ScopedValue<String> user = ScopedValue.newInstance();

	String accountOf(String name, ExecutorService pool) throws ExecutionException, InterruptedException {
		return pool.submit(() -> ScopedValue.where(this.user, name).call(() -> "account of " + this.user.get())).get();
	}

}
