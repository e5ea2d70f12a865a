package dev.asynclab.asyncio;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Stands between several futures and the tasks that wait for them, so that the call graph
 * can tell whether the tasks need each of these futures.
 */
final class Waiting extends Future<@Nullable Void> {

	private final BooleanSupplier needsEach;

	/**
	 * Creates it.
	 * @param loop the loop
	 * @param needsEach says whether a task that waits now goes on only after each future
	 * that is not done: no other one and no time limit ends its wait
	 */
	Waiting(EventLoop loop, BooleanSupplier needsEach) {
		super(loop);
		this.needsEach = needsEach;
	}

	boolean needsEach() {
		return this.needsEach.getAsBoolean();
	}

}
