package dev.asynclab.asyncio;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A callback on behalf of another future, so that the call graph can tell what waits.
 *
 * @param <F> the type of the future that is waited for
 * @param function what is called
 * @param awaiter the future that waits, if there is one
 */
record Relay<F extends Future<?>>(Consumer<? super F> function, @Nullable Future<?> awaiter) implements Consumer<F> {

	@Override
	public void accept(F future) {
		this.function.accept(future);
	}

	@Override
	public String toString() {
		return Repr.callback(this.function);
	}

}
