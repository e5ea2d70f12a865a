package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * {@code as_completed}: what is done first comes first. Iterating gives as many
 * coroutines as there are futures; whichever is awaited gives the next result, or throws
 * the next error, and the iteration can go on. When time is up, each that is left throws
 * {@link TimeoutError}. No future is cancelled: not by the time limit, not by leaving the
 * iteration, not by cancelling the task that iterates.
 *
 * @param <T> the type of the results
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.as_completed">asyncio.as_completed</a>
 */
public final class AsCompleted<T extends @Nullable Object> implements Iterable<Coroutine<T>> {

	private final Set<Future<? extends T>> todo;

	/** What is done, or nothing for each that was not done in time. */
	private final Queue<Optional<Future<? extends T>>> done = new Queue<>();

	/** Never ends; the tasks that wait for the next future are behind it. */
	private final Waiting waiting;

	private final Relay<Future<? extends T>> onCompletion;

	private final @Nullable TimerHandle timer;

	private int left;

	AsCompleted(EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
		this.todo = new LinkedHashSet<>(EnsureFuture.<T>of(loop, awaitables));
		this.left = this.todo.size();
		this.waiting = new Waiting(loop,
				() -> (timeout == null && this.done.empty()) ? Waiting.any(this.todo) : Set.of());
		this.onCompletion = new Relay<>(this::complete, this.waiting);
		this.todo.forEach((future) -> future.whenDone(this.onCompletion));
		this.timer = (timeout != null && !this.todo.isEmpty())
				? loop.postAt(loop.time() + Seconds.of(timeout), this::expire) : null;
	}

	/**
	 * Iterates over coroutines, each of which gives the next result when it is awaited.
	 * @return an iterator that never waits; all iterators share what is left
	 */
	@Override
	public Iterator<Coroutine<T>> iterator() {
		return new Countdown<>(() -> () -> next().result());
	}

	/**
	 * Iterates over the futures themselves: Python's {@code async for}.
	 * @return an iterable whose iterator waits for the next future to be done; it throws
	 * {@link TimeoutError} when time is up
	 */
	public Iterable<Future<? extends T>> futures() {
		return () -> new Countdown<>(this::next);
	}

	private Future<? extends T> next() {
		if (!this.done.empty()) {
			return take();
		}
		Task<?> task = Task.currentOrThrow();
		this.waiting.add(task);
		try {
			return take();
		}
		finally {
			this.waiting.remove(task);
		}
	}

	private Future<? extends T> take() {
		return this.done.get().orElseThrow(TimeoutError::new);
	}

	private void expire() {
		for (Future<? extends T> future : this.todo) {
			future.removeDoneCallback(this.onCompletion);
			this.done.putNowait(Optional.empty());
		}
		this.todo.clear();
	}

	private void complete(Future<? extends T> future) {
		if (this.todo.isEmpty()) {
			return;
		}
		this.todo.remove(future);
		this.done.putNowait(Optional.of(future));
		if (this.todo.isEmpty() && this.timer != null) {
			this.timer.cancel();
		}
	}

	private final class Countdown<E> implements Iterator<E> {

		private final Supplier<E> supplier;

		Countdown(Supplier<E> supplier) {
			this.supplier = supplier;
		}

		@Override
		public boolean hasNext() {
			return AsCompleted.this.left > 0;
		}

		@Override
		public E next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			AsCompleted.this.left--;
			return this.supplier.get();
		}

	}

}
