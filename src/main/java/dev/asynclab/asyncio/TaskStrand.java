package dev.asynclab.asyncio;

import java.util.concurrent.ThreadFactory;

/**
 * The thread of a task: a virtual thread, made when the task takes its first step.
 */
final class TaskStrand extends Strand implements Runnable {

	/** Replaced by model checkers of schedules, which know platform threads only. */
	static ThreadFactory threads = Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

	static {
		// What the JDK does at the end of a virtual thread is resolved when the first
		// one ends, or else for each of the many that are compiled before that.
		threads.newThread(() -> {
		}).start();
	}

	private final Task<?> task;

	private boolean interrupted;

	TaskStrand(Task<?> task) {
		super(null);
		this.task = task;
	}

	@Override
	Thread newThread() {
		Thread thread = threads.newThread(this);
		if (this.task.isNamed()) {
			thread.setName(this.task.getName());
		}
		return thread;
	}

	@Override
	void interrupted() {
		this.interrupted = true;
	}

	/** The task sees an interrupt when it goes on, as other code in Java would. */
	@Override
	void resumed() {
		if (this.interrupted) {
			this.interrupted = false;
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void run() {
		this.task.loop().enter(() -> {
			this.task.loop().turns().takeTurn();
			this.task.runBody();
			this.task.loop().turns().leave();
		});
	}

}
