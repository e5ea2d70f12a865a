package dev.asynclab.asyncio;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * The values of all {@link ContextVar}s for one task, callback or thread. A copy costs
 * nothing: the map is replaced when a value changes, never altered.
 */
final class Context {

	private static final ThreadLocal<Context> OF_THREAD = ThreadLocal.withInitial(Context::new);

	private Map<ContextVar<?>, Object> values = Map.of();

	// Returns the context of whatever runs here: a task, a callback, or code outside
	// loops.
	static Context current() {
		EventLoop loop = EventLoop.here();
		return (loop != null) ? loop.context() : OF_THREAD.get();
	}

	Context copy() {
		Context copy = new Context();
		copy.values = this.values;
		return copy;
	}

	// Calls a function on a thread outside the loop with this context.
	<T extends @Nullable Object> T call(Callable<T> function) throws Exception {
		Context previous = OF_THREAD.get();
		OF_THREAD.set(this);
		try {
			return function.call();
		}
		finally {
			OF_THREAD.set(previous);
		}
	}

	@Nullable Object get(ContextVar<?> variable) {
		return this.values.get(variable);
	}

	void set(ContextVar<?> variable, @Nullable Object value) {
		Map<ContextVar<?>, Object> values = new HashMap<>(this.values);
		if (value != null) {
			values.put(variable, value);
		}
		else {
			values.remove(variable);
		}
		this.values = values;
	}

}
