package dev.asynclab.job;

import java.util.concurrent.CancellationException;

import dev.asynclab.timeline.TaskRecorder;

/**
 * A job that another process does, as this process hears of it. The job may begin there
 * more than once: if its process dies, another does it again. All times are those at
 * which this process heard of something.
 */
public final class RemoteWork {

	private final JobHandle handle;

	private final TaskRecorder task;

	private int attempts;

	RemoteWork(JobHandle handle, TaskRecorder task) {
		this.handle = handle;
		this.task = task;
	}

	/**
	 * Records that the job was handed over, and waits there for its turn.
	 * @param dequeue takes the job back if it is cancelled before it has begun
	 */
	public void submitted(Runnable dequeue) {
		this.handle.create();
		this.handle.queuedAs(dequeue);
	}

	/**
	 * Records that the job begins, for the first time or again.
	 * @param place where it runs
	 * @param stop stops it there, if it is cancelled
	 * @return {@code false} if it has ended or was cancelled, and must not begin
	 */
	public synchronized boolean begin(String place, Runnable stop) {
		if (this.attempts == 0) {
			try {
				this.handle.begin(stop);
			}
			catch (CancellationException ex) {
				return false;
			}
		}
		else if (this.handle.isCancelRequested()) {
			return false;
		}
		this.attempts++;
		this.handle.startedAt(place, this.attempts);
		return true;
	}

	/**
	 * Records that the process is gone that did the job. The job is in a queue again.
	 */
	public synchronized void lost() {
		if (this.attempts > 0) {
			this.task.lost();
		}
	}

	/**
	 * Returns how often the job has begun.
	 * @return 0 if it has not
	 */
	public synchronized int attempts() {
		return this.attempts;
	}

	/**
	 * Records the job's value.
	 * @param value the value
	 * @param blockedNanos how long the job has kept its thread at its end, in nanoseconds
	 */
	public void finished(String value, long blockedNanos) {
		if (blockedNanos > 0) {
			this.task.blockedFor(blockedNanos);
		}
		this.handle.finished(value);
	}

	/**
	 * Records the job's error.
	 * @param error the error
	 */
	public void failed(Throwable error) {
		this.handle.failed(error);
	}

	/**
	 * Records that the job ended because it was cancelled.
	 */
	public void cancelled() {
		this.handle.cancelled();
	}

}
