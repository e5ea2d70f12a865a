package dev.asynclab.pitfall;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.asynclab.timeline.TaskRecorder;

/**
 * Blocking work that lasts until it is released, and records how it ended. It runs once.
 */
public final class HeldWork implements Callable<String>, AutoCloseable {

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final TaskRecorder recorder;

	private volatile boolean interrupted;

	/**
	 * Creates work that has not begun.
	 * @param recorder records it, from now on
	 */
	public HeldWork(TaskRecorder recorder) {
		this.recorder = recorder;
		recorder.created();
	}

	@Override
	public String call() throws InterruptedException {
		this.recorder.started();
		this.started.countDown();
		try {
			Stage.await(this.released);
			// If it is released and interrupted at the same time, the interrupt counts.
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			this.recorder.finished("done");
			return "done";
		}
		catch (InterruptedException ex) {
			this.recorder.cancelled();
			this.interrupted = true;
			throw ex;
		}
		finally {
			this.ended.countDown();
		}
	}

	/**
	 * Waits until the work has begun.
	 * @throws InterruptedException if the run is interrupted
	 */
	public void awaitStart() throws InterruptedException {
		Stage.await(this.started);
	}

	/**
	 * Returns whether the work has begun.
	 * @return {@code true} if so
	 */
	public boolean hasStarted() {
		return this.started.getCount() == 0;
	}

	/**
	 * Returns whether the work has been interrupted.
	 * @return {@code true} if so
	 */
	public boolean wasInterrupted() {
		return this.interrupted;
	}

	/**
	 * Lets the work finish, unless it was interrupted before.
	 */
	public void release() {
		this.released.countDown();
	}

	/**
	 * Waits until the work has ended.
	 * @return {@code true} if it was interrupted, {@code false} if it finished
	 * @throws InterruptedException if the run is interrupted
	 */
	public boolean awaitInterrupt() throws InterruptedException {
		Stage.await(this.ended);
		return this.interrupted;
	}

	/**
	 * Waits until the work has ended, and lets it finish if no interrupt has come for a
	 * while.
	 * @return {@code true} if it was interrupted, {@code false} if it finished
	 * @throws InterruptedException if the run is interrupted
	 */
	public boolean awaitInterruptOrRelease() throws InterruptedException {
		boolean _ = this.ended.await(2 * Stage.SCENE.toMillis(), TimeUnit.MILLISECONDS);
		release();
		return awaitInterrupt();
	}

	@Override
	public void close() {
		release();
	}

}
