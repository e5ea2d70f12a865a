package dev.asynclab.asyncio;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The values of all {@link ContextVar}s for one task, callback or thread. A copy costs
 * nothing: the map is replaced when a value changes, never altered.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/contextvars.html#contextvars.Context">contextvars.Context</a>
 */
public final class Context {

	private static final ThreadLocal<Context> OF_THREAD = ThreadLocal.withInitial(Context::new);

	private Map<ContextVar<?>, Object> values = Map.of();

	/** What was current before {@link #run} entered this. */
	private @Nullable Context enteredFrom;

	/**
	 * Creates a context without values.
	 */
	public Context() {
	}

	/**
	 * Copies the context of the caller: of its task, its callback, or outside loops of
	 * its thread.
	 * @return the copy
	 */
	public static Context copyContext() {
		return current().copy();
	}

	static Context current() {
		EventLoop loop = EventLoop.here();
		return (loop != null) ? loop.turns().context() : OF_THREAD.get();
	}

	private static void becomeCurrent(Context context) {
		EventLoop loop = EventLoop.here();
		if (loop != null) {
			loop.turns().context(context);
		}
		else {
			OF_THREAD.set(context);
		}
	}

	/**
	 * Copies this context.
	 * @return a context with the same values, which change independently
	 */
	public Context copy() {
		Context copy = new Context();
		copy.values = this.values;
		return copy;
	}

	/**
	 * Runs a function in this context: it sees and sets the values that are here.
	 * @param <T> what it returns
	 * @param function what to run
	 * @return what it returns; what it throws is thrown
	 * @throws IllegalStateException if this context is current already, or was when
	 * another was entered from it
	 */
	public <T extends @Nullable Object> T run(Coroutine<? extends T> function) {
		if (isEntered()) {
			throw new IllegalStateException("cannot enter context: " + this + " is already entered");
		}
		Context previous = current();
		this.enteredFrom = previous;
		becomeCurrent(this);
		try {
			return Asyncio.await(function);
		}
		finally {
			becomeCurrent(previous);
			this.enteredFrom = null;
		}
	}

	/**
	 * As {@link #run(Coroutine)} for a function that returns nothing.
	 * @param function what to run
	 */
	public void run(VoidCoroutine function) {
		run(function.returningNull());
	}

	boolean isEntered() {
		Context context = current();
		while (context != this && context.enteredFrom != null) {
			context = context.enteredFrom;
		}
		return context == this || this.enteredFrom != null;
	}

	// Returns the context that was not entered from another: a task's own.
	Context root() {
		return (this.enteredFrom != null) ? this.enteredFrom.root() : this;
	}

	/**
	 * Returns a value that was set in this context.
	 * @param <T> the type of the value
	 * @param variable the variable
	 * @return its value, or null if none was set; the default does not count
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(ContextVar<T> variable) {
		return (T) this.values.get(variable);
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

	@Override
	public String toString() {
		return "<Context " + this.values + ">";
	}

}
