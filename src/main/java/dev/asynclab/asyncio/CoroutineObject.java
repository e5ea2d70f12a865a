package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that may be awaited once, and is missed if it never is.
 *
 * @param <T> what it returns
 */
final class CoroutineObject<T extends @Nullable Object> implements Coroutine<T> {

	private final String name;

	private final Coroutine<? extends T> body;

	private final NeverAwaited neverAwaited;

	private boolean awaited;

	CoroutineObject(EventLoop loop, String name, Coroutine<? extends T> body) {
		this.name = name;
		this.body = body;
		this.neverAwaited = new NeverAwaited(loop, name);
		this.neverAwaited.reportWhenCollected(this);
	}

	@Override
	public T run() throws Exception {
		if (this.awaited) {
			throw new IllegalStateException("cannot reuse already awaited coroutine");
		}
		this.awaited = true;
		this.neverAwaited.notice();
		return this.body.run();
	}

	// Says of a coroutine that will never run that this is as it should be.
	static void close(@Nullable Coroutine<?> coroutine) {
		if (coroutine instanceof CoroutineObject<?> object) {
			object.awaited = true;
			object.neverAwaited.notice();
		}
	}

	@Override
	public String toString() {
		return "<coroutine " + this.name + ">";
	}

	private static final class NeverAwaited extends Unnoticed {

		private final String name;

		NeverAwaited(EventLoop loop, String name) {
			super(loop, null);
			this.name = name;
		}

		@Override
		ExceptionContext context() {
			return new ExceptionContext("coroutine '" + this.name + "' was never awaited", null, null);
		}

	}

}
