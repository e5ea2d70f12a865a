package dev.asynclab.asyncio;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * The thread of a task: a virtual thread, made when the task takes its first step.
 */
sealed class TaskStrand extends Strand implements Runnable permits CarriedStrand {

	/** Replaced by model checkers of schedules, which know platform threads only. */
	static ThreadFactory threads = Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

	static {
		// What the JDK does at the end of a virtual thread is resolved when the first
		// one ends, or else for each of the many that are compiled before that.
		threads.newThread(() -> {
		}).start();
	}

	/** Null when it has ended: threads that the task has started may keep this. */
	private @Nullable Task<?> task;

	private boolean interrupted;

	TaskStrand(Task<?> task) {
		super(null);
		this.task = task;
	}

	@Override
	final Thread newThread() {
		Thread thread = newVirtualThread();
		if (task().isNamed()) {
			thread.setName(task().getName());
		}
		return thread;
	}

	Thread newVirtualThread() {
		return threads.newThread(this);
	}

	private Task<?> task() {
		return Objects.requireNonNull(this.task);
	}

	final void cancel() {
		task().cancel();
	}

	@Override
	final void interrupted() {
		this.interrupted = true;
	}

	/** The task sees an interrupt when it goes on, as other code in Java would. */
	@Override
	final void resumed() {
		if (this.interrupted) {
			this.interrupted = false;
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public final void run() {
		Task<?> task = task();
		task.loop().enter(() -> {
			task.loop().turns().takeTurn();
			task.runBody();
			task.loop().turns().leave();
		});
		this.task = null;
	}

}
