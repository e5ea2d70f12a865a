package dev.asynclab.asyncio;

/**
 * The thread that runs the loop: it has the turn when a callback must not run in a task's
 * thread, and when the loop stops.
 */
final class HomeStrand extends Strand {

	private final Runnable onInterrupt;

	private boolean interrupted;

	HomeStrand(Runnable onInterrupt) {
		super(Thread.currentThread());
		this.onInterrupt = onInterrupt;
	}

	@Override
	Thread newThread() {
		throw new IllegalStateException("the loop's thread is there from the start");
	}

	@Override
	void interrupted() {
		this.interrupted = true;
		this.onInterrupt.run();
	}

	@Override
	void resumed() {
	}

	void restoreInterrupt() {
		if (this.interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
