package dev.asynclab.asyncio;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The timers, the next one first. It moves entries as Python's {@code heapq} does, so
 * that timers with the same deadline come in the order in which they come there.
 */
final class TimerHeap {

	private static final int MANY = 100;

	private @Nullable TimerHandle[] entries = new TimerHandle[16];

	private int size;

	private int cancelled;

	boolean isEmpty() {
		return this.size == 0;
	}

	TimerHandle first() {
		return get(0);
	}

	void add(TimerHandle timer) {
		timer.heldBy(this);
		if (this.size == this.entries.length) {
			this.entries = Arrays.copyOf(this.entries, this.size * 2);
		}
		this.entries[this.size] = timer;
		siftDown(0, this.size++);
	}

	TimerHandle poll() {
		TimerHandle first = get(0);
		TimerHandle last = get(--this.size);
		this.entries[this.size] = null;
		if (this.size > 0) {
			this.entries[0] = last;
			siftUp(0);
		}
		first.heldBy(null);
		return first;
	}

	void countCancelled() {
		this.cancelled++;
	}

	/**
	 * Drops cancelled timers: those that are next, or all if they are more than half.
	 */
	void dropCancelled() {
		if (this.size > MANY && this.cancelled > this.size / 2) {
			compact();
		}
		while (this.size > 0 && first().cancelled()) {
			this.cancelled--;
			poll();
		}
	}

	private void compact() {
		int kept = 0;
		for (int i = 0; i < this.size; i++) {
			TimerHandle timer = get(i);
			if (timer.cancelled()) {
				timer.heldBy(null);
			}
			else {
				this.entries[kept++] = timer;
			}
		}
		Arrays.fill(this.entries, kept, this.size, null);
		this.size = kept;
		this.cancelled = 0;
		for (int i = this.size / 2 - 1; i >= 0; i--) {
			siftUp(i);
		}
	}

	// Moves an entry towards the root, from position no further than start.
	private void siftDown(int start, int position) {
		TimerHandle timer = get(position);
		int at = position;
		while (at > start) {
			int parent = (at - 1) >> 1;
			if (timer.when() >= get(parent).when()) {
				break;
			}
			this.entries[at] = this.entries[parent];
			at = parent;
		}
		this.entries[at] = timer;
	}

	// Moves the smaller children up until a leaf is free, then the entry from there.
	private void siftUp(int position) {
		TimerHandle timer = get(position);
		int at = position;
		int child = 2 * at + 1;
		while (child < this.size) {
			int right = child + 1;
			if (right < this.size && get(child).when() >= get(right).when()) {
				child = right;
			}
			this.entries[at] = this.entries[child];
			at = child;
			child = 2 * at + 1;
		}
		this.entries[at] = timer;
		siftDown(position, at);
	}

	private TimerHandle get(int index) {
		return Objects.requireNonNull(this.entries[index]);
	}

}
