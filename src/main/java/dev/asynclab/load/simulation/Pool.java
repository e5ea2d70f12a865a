package dev.asynclab.load.simulation;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Threads with a bounded queue in front, as a {@code ThreadPoolExecutor} has them. Work
 * is served first come first served. Work that waits or runs can be stopped.
 */
public final class Pool {

	private final Simulation simulation;

	private final int most;

	/** In order; a set, since much is stopped from amid a long queue. */
	private final SequencedSet<Work> queue = new LinkedHashSet<>();

	private final Set<Work> running = new HashSet<>();

	private int free;

	/**
	 * Creates a pool where no call waits yet.
	 * @param simulation the clock
	 * @param threads how many threads it has, at least 1
	 * @param queue how much work may wait
	 */
	public Pool(Simulation simulation, int threads, int queue) {
		this.simulation = simulation;
		this.free = threads;
		this.most = queue;
	}

	/**
	 * Submits work, which begins at once if a thread is free.
	 * @param work the work, which is submitted once
	 * @return {@code false} if the queue is full; then the pool does not know the work
	 */
	public boolean submit(Work work) {
		if (this.free > 0 && this.queue.isEmpty()) {
			begin(work);
			return true;
		}
		return this.queue.size() < this.most && this.queue.add(work);
	}

	/**
	 * Stops work. Work that waits leaves the queue at once and never begins. Work that
	 * runs never ends, and its thread is free a little later.
	 * @param work the work
	 * @param nanos how much later
	 * @return {@code false} if it does neither
	 */
	public boolean stop(Work work, long nanos) {
		if (this.queue.remove(work)) {
			return true;
		}
		boolean stopped = this.running.remove(work);
		if (stopped) {
			this.simulation.after(nanos, () -> {
				this.free++;
				next();
			});
		}
		return stopped;
	}

	/**
	 * Counts the work that waits.
	 * @return its number
	 */
	public int queued() {
		return this.queue.size();
	}

	private void begin(Work work) {
		long nanos = work.begin();
		if (nanos == Work.REFUSED) {
			return;
		}
		this.free--;
		this.running.add(work);
		this.simulation.after(nanos, () -> {
			if (this.running.remove(work)) {
				this.free++;
				work.end();
				next();
			}
		});
	}

	private void next() {
		while (this.free > 0 && !this.queue.isEmpty()) {
			begin(this.queue.removeFirst());
		}
	}

	/**
	 * Work for a pool.
	 */
	public interface Work {

		/** Says that the work is not to be done. */
		long REFUSED = -1;

		/**
		 * Happens when the work's turn comes.
		 * @return how many nanoseconds it takes, or {@link #REFUSED}; then it takes no
		 * time, and does not end
		 */
		long begin();

		/**
		 * Happens when the work has been done.
		 */
		void end();

	}

}
