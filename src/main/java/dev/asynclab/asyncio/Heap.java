package dev.asynclab.asyncio;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Entries in a heap, the least one first. It moves them as Python's {@code heapq} does,
 * so that equal entries come in the order in which they come there.
 *
 * @param <E> the type of the entries
 */
abstract class Heap<E> extends AbstractCollection<E> {

	private @Nullable Object[] entries = new Object[16];

	private int size;

	// Says whether one entry comes before another. Equal ones do not.
	abstract boolean isLess(E one, E other);

	@Override
	public final int size() {
		return this.size;
	}

	final E first() {
		return get(0);
	}

	@Override
	public boolean add(E entry) {
		int at = this.size;
		while (at > 0 && isLess(entry, get(parent(at)))) {
			at = parent(at);
		}
		if (this.size == this.entries.length) {
			this.entries = Arrays.copyOf(this.entries, this.size * 2);
		}
		for (int free = this.size; free > at; free = parent(free)) {
			this.entries[free] = this.entries[parent(free)];
		}
		this.entries[at] = entry;
		this.size++;
		return true;
	}

	final @Nullable E poll() {
		if (this.size == 0) {
			return null;
		}
		E first = get(0);
		E last = get(--this.size);
		this.entries[this.size] = null;
		if (this.size > 0) {
			this.entries[0] = last;
			siftUp(0);
		}
		return first;
	}

	@Override
	public final void clear() {
		Arrays.fill(this.entries, 0, this.size, null);
		this.size = 0;
	}

	@Override
	public final Iterator<E> iterator() {
		return Arrays.stream(this.entries, 0, this.size).map(this::cast).iterator();
	}

	// Replaces all entries, and restores the order.
	final void replaceAll(Iterable<? extends E> kept) {
		clear();
		for (E entry : kept) {
			this.entries[this.size++] = entry;
		}
		for (int i = this.size / 2 - 1; i >= 0; i--) {
			siftUp(i);
		}
	}

	// Moves the smaller children up until a leaf is free, and the entry from there
	// towards where it was, as far as it must.
	private void siftUp(int position) {
		E entry = get(position);
		int at = position;
		int child = 2 * at + 1;
		while (child < this.size) {
			int right = child + 1;
			if (right < this.size && !isLess(get(child), get(right))) {
				child = right;
			}
			this.entries[at] = this.entries[child];
			at = child;
			child = 2 * at + 1;
		}
		while (at > position && isLess(entry, get(parent(at)))) {
			this.entries[at] = this.entries[parent(at)];
			at = parent(at);
		}
		this.entries[at] = entry;
	}

	private static int parent(int index) {
		return (index - 1) >> 1;
	}

	private E get(int index) {
		return cast(this.entries[index]);
	}

	@SuppressWarnings("unchecked")
	private E cast(@Nullable Object entry) {
		return (E) Objects.requireNonNull(entry);
	}

}
