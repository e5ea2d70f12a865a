package dev.asynclab.admission;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.asynclab.problem.TooBusyException;

import org.springframework.stereotype.Component;

/**
 * Admits a run whole or not at all: all its places are reserved before its first job
 * starts.
 */
@Component
public class Admission {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final Limits limits;

	private final Semaphore runs;

	private final Semaphore tasks;

	private final Semaphore blockingRuns;

	Admission(Limits limits) {
		this.limits = limits;
		this.runs = new Semaphore(limits.runs());
		this.tasks = new Semaphore(limits.tasks());
		this.blockingRuns = new Semaphore(limits.blockingRuns());
	}

	/**
	 * Reserves the places of a run.
	 * @param tasks how many tasks it has
	 * @param blocking whether it blocks the event loop that all runs share
	 * @return the places, to be closed when the run's last task has ended
	 * @throws TooBusyException if a bound is reached; nothing is reserved then
	 */
	public Places admit(int tasks, boolean blocking) {
		Places places = new Places();
		places.take(this.runs, 1, this.limits.runs() + " runs are under way, which is the most at once");
		places.take(this.tasks, tasks,
				"there is no room for " + tasks + " more tasks; at most " + this.limits.tasks() + " are alive at once");
		places.take(this.blockingRuns, blocking ? 1 : 0,
				this.limits.blockingRuns() + " runs block the event loop, which is the most at once");
		return places;
	}

	/**
	 * Reserves the place of one task that belongs to no run.
	 * @return the place, to be closed when the task has ended
	 * @throws TooBusyException if as many tasks are alive as may be
	 */
	public Places admitTask() {
		Places place = new Places();
		place.take(this.tasks, 1, this.limits.tasks() + " tasks are alive, which is the most at once");
		return place;
	}

	int runsTaken() {
		return this.limits.runs() - this.runs.availablePermits();
	}

	int tasksTaken() {
		return this.limits.tasks() - this.tasks.availablePermits();
	}

	/**
	 * The places of one run.
	 */
	public static final class Places implements AutoCloseable {

		private final AtomicBoolean closed = new AtomicBoolean();

		private Runnable release = () -> {
		};

		private Places() {
		}

		private void take(Semaphore semaphore, int permits, String refusal) {
			if (!semaphore.tryAcquire(permits)) {
				close();
				throw new TooBusyException(refusal, RETRY_AFTER);
			}
			Runnable others = this.release;
			this.release = () -> {
				semaphore.release(permits);
				others.run();
			};
		}

		/**
		 * Gives the places back. The second call does nothing.
		 */
		@Override
		public void close() {
			if (this.closed.compareAndSet(false, true)) {
				this.release.run();
			}
		}

	}

}
