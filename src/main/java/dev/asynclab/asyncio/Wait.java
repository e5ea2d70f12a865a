package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code wait}: says which are done and which are not. It throws no child's error and
 * cancels no child, neither when time is up nor when its caller is cancelled.
 *
 * @param <F> the type of the futures
 */
final class Wait<F extends Future<?>> {

	private final Set<F> futures;

	private final ReturnWhen returnWhen;

	private final Future<@Nullable Void> waiter;

	private int pending;

	private Wait(EventLoop loop, Set<F> futures, ReturnWhen returnWhen, double limit) {
		this.futures = futures;
		this.returnWhen = returnWhen;
		this.waiter = new Waiting(loop, limit, () -> (limit < Double.POSITIVE_INFINITY) ? Set.of() : needs());
		this.pending = futures.size();
	}

	static <F extends Future<?>> DoneAndPending<F> of(Collection<? extends F> futures, @Nullable Duration timeout,
			ReturnWhen returnWhen) {
		if (futures.isEmpty()) {
			throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
		}
		EventLoop loop = EventLoop.running();
		double limit = (timeout != null) ? loop.time() + Seconds.of(timeout) : Double.POSITIVE_INFINITY;
		return new Wait<F>(loop, new LinkedHashSet<>(futures), returnWhen, limit).await(loop, limit);
	}

	private DoneAndPending<F> await(EventLoop loop, double limit) {
		TimerHandle timer = (limit < Double.POSITIVE_INFINITY) ? loop.postAt(limit, this::release) : null;
		Relay<Future<?>> onCompletion = new Relay<>((future) -> {
			this.pending--;
			if (enough(future)) {
				if (timer != null) {
					timer.cancel();
				}
				release();
			}
		}, this.waiter);
		this.futures.forEach((future) -> future.whenDone(onCompletion));
		try {
			this.waiter.await();
		}
		finally {
			if (timer != null) {
				timer.cancel();
			}
			this.futures.forEach((future) -> future.removeDoneCallback(onCompletion));
		}
		return split();
	}

	private Set<Set<Future<?>>> needs() {
		return (this.returnWhen == ReturnWhen.ALL_COMPLETED) ? Waiting.each(this.futures) : Waiting.any(this.futures);
	}

	private boolean enough(Future<?> future) {
		return this.pending <= 0 || switch (this.returnWhen) {
			case ALL_COMPLETED -> false;
			case FIRST_COMPLETED -> true;
			case FIRST_EXCEPTION -> failed(future);
		};
	}

	// Looking for an error counts as seeing it, here as in Python.
	private static boolean failed(Future<?> future) {
		return !future.cancelled() && future.exception() != null;
	}

	private void release() {
		if (!this.waiter.done()) {
			this.waiter.setResult(null);
		}
	}

	private DoneAndPending<F> split() {
		Set<F> done = new LinkedHashSet<>();
		Set<F> pending = new LinkedHashSet<>();
		for (F future : this.futures) {
			(future.done() ? done : pending).add(future);
		}
		return new DoneAndPending<>(done, pending);
	}

}
