package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@code ensure_future}: futures are taken as they are, coroutines become tasks.
 */
final class EnsureFuture {

	private EnsureFuture() {
	}

	// Gives the future of an awaitable, and refuses that of another loop.
	static <T extends @Nullable Object> Future<? extends T> of(EventLoop loop, Awaitable<? extends T> awaitable) {
		return switch (awaitable) {
			case Future<? extends T> future -> {
				if (future.loop() != loop) {
					throw new IllegalArgumentException(
							"The future belongs to a different loop than the one specified as the loop argument");
				}
				yield future;
			}
			case Coroutine<? extends T> coroutine -> task(loop, coroutine);
		};
	}

	private static <T extends @Nullable Object> Task<T> task(EventLoop loop, Coroutine<? extends T> coroutine) {
		try {
			return loop.createTask(null, coroutine);
		}
		catch (IllegalStateException ex) {
			CoroutineObject.close(coroutine);
			throw ex;
		}
	}

	// Gives the futures of all. The same coroutine becomes one task only.
	static <T extends @Nullable Object> List<Future<? extends T>> of(EventLoop loop,
			Collection<? extends Awaitable<? extends T>> awaitables) {
		IdentityHashMap<Awaitable<? extends T>, Future<? extends T>> known = new IdentityHashMap<>();
		List<Future<? extends T>> futures = new ArrayList<>(awaitables.size());
		for (Awaitable<? extends T> awaitable : awaitables) {
			Future<? extends T> future = known.get(awaitable);
			if (future == null) {
				future = EnsureFuture.<T>of(loop, awaitable);
				known.put(awaitable, future);
			}
			futures.add(future);
		}
		return futures;
	}

}
