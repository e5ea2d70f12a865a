package dev.asynclab.asyncio;

/**
 * A platform thread that drives the loop as long as a task keeps the thread that drove it
 * before.
 */
final class StandIn extends Strand {

	private final EventLoop loop;

	private final Carrying carrying;

	private volatile boolean dismissed;

	StandIn(EventLoop loop, Carrying carrying) {
		super(null);
		this.loop = loop;
		this.carrying = carrying;
	}

	@Override
	Thread newThread() {
		return Thread.ofPlatform()
			.daemon()
			.name(Thread.currentThread().getName() + "-stand-in")
			.inheritInheritableThreadLocals(false)
			.unstarted(() -> this.loop.enter(() -> this.carrying.standIn(this)));
	}

	/**
	 * Ends the thread, now or when the task has left it that it carries. Called by
	 * another strand, which keeps the turn.
	 */
	void dismiss() {
		this.dismissed = true;
		pass();
	}

	boolean isDismissed() {
		return this.dismissed;
	}

	@Override
	void interrupted() {
	}

	@Override
	void resumed() {
	}

}
