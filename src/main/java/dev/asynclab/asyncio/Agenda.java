package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * What a loop has to do: the callbacks and tasks that are ready, the timers, and what
 * other threads bring. An iteration is all that was ready when it began.
 */
final class Agenda {

	/** How far apart two times may be that count as the same. */
	private static final double RESOLUTION = 1e-9;

	private final LoopClock clock;

	private final ArrayDeque<Ready> ready = new ArrayDeque<>();

	private final TimerHeap timers;

	/** The door for other threads. */
	private final Queue<Handle> arrivals = new ConcurrentLinkedQueue<>();

	/** The thread that waits for the next timer or arrival, if one does. */
	private volatile @Nullable Thread idle;

	private final @Nullable LoopListener listener;

	/** How much of the queue belongs to this iteration. */
	private int rest;

	Agenda(LoopClock clock, @Nullable LoopListener listener) {
		this.clock = clock;
		this.listener = listener;
		this.timers = new TimerHeap(listener);
	}

	void add(Ready entry) {
		this.ready.add(entry);
		if (this.listener != null) {
			this.listener.queued(entry);
		}
	}

	void addTimer(TimerHandle timer) {
		this.timers.add(timer);
		if (this.listener != null) {
			this.listener.timerSet(timer);
		}
	}

	// A thread that waits in idle() says so before it looks for arrivals a last time. So
	// either it sees this one, or it is seen here.
	void arrive(Handle handle) {
		this.arrivals.add(handle);
		Thread idle = this.idle;
		if (idle != null) {
			LockSupport.unpark(idle);
		}
	}

	boolean isIdle() {
		return this.idle != null;
	}

	boolean iterationHasEnded() {
		return this.rest == 0;
	}

	void abandonIteration() {
		this.rest = 0;
	}

	Ready first() {
		return this.ready.element();
	}

	// Returns what the next iteration begins with, if this one has ended and nothing else
	// is
	// ready yet.
	@Nullable Ready only() {
		return (this.rest == 0 && this.ready.size() == 1) ? this.ready.peek() : null;
	}

	void removeFirst() {
		this.ready.remove();
		this.rest--;
	}

	// Waits until there is something to do, if there is nothing, unless the loop stops.
	void beginIteration(@Nullable Strand caller, boolean stopping) {
		this.timers.dropCancelled();
		takeArrivals();
		if (this.ready.isEmpty() && !stopping) {
			idle(caller);
			takeArrivals();
		}
		if (this.listener != null) {
			this.listener.iterationBegan();
		}
		if (!this.timers.isEmpty()) {
			double end = this.clock.time() + RESOLUTION;
			while (!this.timers.isEmpty() && this.timers.first().when() < end) {
				due(this.timers.removeFirst());
			}
		}
		this.rest = this.ready.size();
	}

	private void due(TimerHandle timer) {
		this.ready.add(timer);
		if (this.listener != null && !timer.cancelled()) {
			this.listener.timerDue(timer);
			this.listener.queued(timer);
		}
	}

	private void takeArrivals() {
		for (Handle handle = this.arrivals.poll(); handle != null; handle = this.arrivals.poll()) {
			add(handle);
		}
	}

	private void idle(@Nullable Strand caller) {
		double due = this.timers.isEmpty() ? Double.POSITIVE_INFINITY : this.timers.first().when();
		double seconds = due - this.clock.time();
		if (seconds <= 0 || (seconds < Double.POSITIVE_INFINITY && this.clock.skip(seconds))) {
			return;
		}
		this.idle = Thread.currentThread();
		while (this.arrivals.isEmpty() && seconds > 0) {
			if (seconds < Double.POSITIVE_INFINITY) {
				LockSupport.parkNanos(Seconds.toNanos(seconds));
			}
			else {
				LockSupport.park();
			}
			if (Thread.interrupted() && caller != null) {
				caller.interrupted();
			}
			seconds = due - this.clock.time();
		}
		this.idle = null;
	}

}
