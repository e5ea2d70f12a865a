package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The timers, the next one first.
 */
final class TimerHeap extends Heap<TimerHandle> {

	private static final int MANY = 100;

	private final @Nullable LoopListener listener;

	private int cancelled;

	TimerHeap(@Nullable LoopListener listener) {
		this.listener = listener;
	}

	@Override
	boolean isLess(TimerHandle one, TimerHandle other) {
		return one.when() < other.when();
	}

	@Override
	public boolean add(TimerHandle timer) {
		super.add(timer);
		timer.heldBy(this);
		return true;
	}

	// Takes the next timer out.
	TimerHandle removeFirst() {
		TimerHandle first = first();
		poll();
		first.heldBy(null);
		return first;
	}

	void noteCancelled(TimerHandle timer) {
		this.cancelled++;
		if (this.listener != null) {
			this.listener.timerCancelled(timer);
		}
	}

	/**
	 * Drops cancelled timers: those that are next, or all if they are more than half.
	 */
	void dropCancelled() {
		if (size() > MANY && this.cancelled > size() / 2) {
			dropAllCancelled();
		}
		while (!isEmpty() && first().cancelled()) {
			this.cancelled--;
			removeFirst();
		}
	}

	private void dropAllCancelled() {
		List<TimerHandle> kept = new ArrayList<>(size() - this.cancelled);
		for (TimerHandle timer : this) {
			if (timer.cancelled()) {
				timer.heldBy(null);
			}
			else {
				kept.add(timer);
			}
		}
		replaceAll(kept);
		this.cancelled = 0;
	}

}
