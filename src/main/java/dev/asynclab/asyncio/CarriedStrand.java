package dev.asynclab.asyncio;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The thread of a task that the loop's driver carries. It is the scheduler of its own
 * virtual thread:
 * <ol>
 * <li>The thread runs nowhere but in {@link #carry}, which only a driver calls that has
 * given it the turn. Code that starts or unparks the thread only notes that it can
 * run.</li>
 * <li>The turn is back with the driver when the strand has said so and then yielded, or
 * when its thread has ended. A thread that yields for any other reason keeps it: the task
 * blocks, and the loop with it.</li>
 * </ol>
 * So a task can't run without the turn, whatever wakes its thread. A task that waits has
 * yielded and is not parked: an interrupt only sets its flag.
 */
final class CarriedStrand extends TaskStrand implements Executor {

	private final Carrying carrying;

	/** What runs the thread or continues it: the first that it ever submits. */
	private @Nullable Runnable step;

	private volatile boolean runnable;

	/** The driver's thread while it waits until this can run. */
	private volatile @Nullable Thread waiter;

	/** The driver whose thread this runs on. */
	private @Nullable Strand host;

	private boolean gaveBack;

	/** Waits on its host's thread and not on its own. */
	private boolean pinned;

	CarriedStrand(Task<?> task, Carrying carrying) {
		super(task);
		this.carrying = carrying;
	}

	@Override
	Thread newVirtualThread() {
		return this.carrying.newThread(this);
	}

	boolean isPinned() {
		return this.pinned;
	}

	/**
	 * Called by the JVM on the thread that starts, unparks or continues this one, or one
	 * that the task has started: that inherits this scheduler, and goes to the JVM's own.
	 */
	@Override
	public void execute(Runnable step) {
		if (this.step == null) {
			this.step = step;
		}
		else if (!step.equals(this.step)) {
			this.carrying.executeElsewhere(step);
			return;
		}
		// A driver that waits says so before it looks whether this can run.
		this.runnable = true;
		Thread waiter = this.waiter;
		if (waiter != null) {
			LockSupport.unpark(waiter);
		}
	}

	/**
	 * Called by a driver, on its thread: gives this the turn, and returns when it is
	 * back.
	 * @param host the driver
	 */
	void carry(Strand host) {
		this.host = host;
		this.gaveBack = false;
		if (!started()) {
			start();
		}
		do {
			if (!this.runnable) {
				awaitRunnable(host);
			}
			this.runnable = false;
			// Does nothing while another thread takes a stack trace. Then that thread
			// submits the step again.
			Objects.requireNonNull(this.step).run();
		}
		while (!this.gaveBack && isAlive());
		this.host = null;
	}

	private void awaitRunnable(Strand host) {
		this.waiter = Thread.currentThread();
		while (!this.runnable) {
			LockSupport.park(this);
			host.noticeInterrupt();
		}
		this.waiter = null;
	}

	/**
	 * Called on this strand's thread: gives the turn back, and returns when it has it
	 * again.
	 */
	@SuppressWarnings("ThreadPriorityCheck")
	void giveBack() {
		this.gaveBack = true;
		try {
			Thread.yield();
		}
		catch (Throwable error) {
			// There was no room to save the frames. This goes on.
			this.gaveBack = false;
			throw error;
		}
		// A driver that carries this sets it to false. So no driver does, and the thread
		// has not yielded: it is pinned.
		if (this.gaveBack) {
			this.gaveBack = false;
			this.pinned = true;
			try {
				this.carrying.waitOn(Objects.requireNonNull(this.host), this);
			}
			finally {
				this.pinned = false;
			}
		}
	}

	// The thread is pinned. The host's flag would make each park return at once; only
	// the JVM can clear it, which it does together with the flag of the virtual thread.
	@Override
	void noticeInterrupt() {
		super.noticeInterrupt();
		Thread.currentThread().interrupt();
		Thread.interrupted();
	}

}
