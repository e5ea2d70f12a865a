package dev.asynclab.asyncio;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/**
 * Runs a loop on a platform thread in place of the virtual one that asks for it.
 */
final class PlatformRun {

	private PlatformRun() {
	}

	/**
	 * Runs it, and returns when it has ended.
	 * @param code what to run; what it throws is thrown
	 * @param onInterrupt called each time the caller is interrupted, which is interrupted
	 * again at the end
	 */
	static void run(Runnable code, Runnable onInterrupt) {
		FutureTask<Void> run = new FutureTask<>(code, null);
		Thread.ofPlatform().daemon().name(Thread.currentThread().getName() + "-loop").start(run);
		boolean interrupted = false;
		while (!run.isDone()) {
			try {
				run.get();
			}
			catch (InterruptedException ex) {
				interrupted = true;
				onInterrupt.run();
			}
			catch (ExecutionException ex) {
				// Thrown below.
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (run.state() == State.FAILED) {
			throw Sneaky.raise(run.exceptionNow());
		}
	}

}
