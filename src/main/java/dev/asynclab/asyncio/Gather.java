package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@code gather}: the results of all, in argument order.
 * <p>
 * The first error ends it at once, and a child that was cancelled counts as one; the
 * other children are neither cancelled nor awaited, and what they fail with later is
 * swallowed. With {@code returnExceptions} it waits for all, and errors are among the
 * results. Cancelling it cancels the children, and it ends with what the first of them
 * throws then; if none does it is cancelled all the same, after the last.
 *
 * @param <T> the type of the results
 */
final class Gather<T extends @Nullable Object> {

	private final List<? extends Future<? extends T>> children;

	private final boolean returnExceptions;

	private final GatheringFuture<T> outer;

	/** The same child may be there twice, but ends once. */
	private int pending;

	private Gather(EventLoop running, Collection<? extends Awaitable<? extends T>> awaitables,
			boolean returnExceptions) {
		EventLoop loop = running;
		if (!awaitables.isEmpty() && awaitables.iterator().next() instanceof Future<?> first) {
			loop = first.loop();
		}
		this.children = EnsureFuture.<T>of(loop, awaitables);
		this.returnExceptions = returnExceptions;
		this.outer = new GatheringFuture<>(loop, this.children);
	}

	static <T extends @Nullable Object> Future<List<T>> of(EventLoop running,
			Collection<? extends Awaitable<? extends T>> awaitables) {
		return new Gather<T>(running, awaitables, false).start();
	}

	static Future<List<@Nullable Object>> returningExceptions(EventLoop running,
			Collection<? extends Awaitable<?>> awaitables) {
		return new Gather<@Nullable Object>(running, awaitables, true).start();
	}

	private Future<List<T>> start() {
		Collection<Future<? extends T>> distinct = new LinkedHashSet<>(this.children);
		this.pending = distinct.size();
		if (distinct.isEmpty()) {
			this.outer.setResult(List.of());
		}
		Relay<Future<? extends T>> childDone = new Relay<>(this::childDone, this.outer);
		for (Future<? extends T> child : distinct) {
			if (!child.done()) {
				child.whenDone(childDone);
			}
		}
		distinct.stream().filter(Future::done).forEach(this::childDone);
		return this.outer;
	}

	private void childDone(Future<? extends T> child) {
		this.pending--;
		if (this.outer.done()) {
			child.ignoreFailure();
		}
		else if (!this.returnExceptions && child.cancelled()) {
			this.outer.setException(child.makeCancelledError());
		}
		else if (!this.returnExceptions && child.failed()) {
			this.outer.setException(child.error());
		}
		else if (this.pending == 0) {
			List<T> results = results();
			if (this.outer.cancelRequested()) {
				// As in Python, whose loop variable shadows the child that ended last.
				this.outer.setException(this.children.getLast().makeCancelledError());
			}
			else {
				this.outer.setResult(results);
			}
		}
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private List<T> results() {
		List<T> results = new ArrayList<>(this.children.size());
		for (Future<? extends T> child : this.children) {
			if (child.cancelled()) {
				results.add((T) new CancelledError(child.cancelMessage()));
			}
			else {
				results.add(child.failed() ? (T) child.error() : child.result());
			}
		}
		return results;
	}

}
