package dev.asynclab.asyncio;

import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * A variable with a value of its own in every task. A task starts with a copy of its
 * creator's values, and other tasks do not see what it sets. {@link Asyncio#toThread}
 * takes a copy along.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.python.org/3.13/library/contextvars.html">contextvars</a>
 */
public final class ContextVar<T> {

	private final String name;

	private final @Nullable T defaultValue;

	/**
	 * Creates a variable without a default.
	 * @param name what messages call it
	 */
	public ContextVar(String name) {
		this(name, null);
	}

	/**
	 * Creates a variable.
	 * @param name what messages call it
	 * @param defaultValue its value where none was set
	 */
	public ContextVar(String name, @Nullable T defaultValue) {
		this.name = name;
		this.defaultValue = defaultValue;
	}

	/**
	 * Returns the value in the caller's context.
	 * @return what was set in this task, or before by its creator, or the default
	 * @throws NoSuchElementException if there is none of these
	 */
	public T get() {
		T value = find();
		if (value == null) {
			throw new NoSuchElementException("no value for context variable '" + this.name + "'");
		}
		return value;
	}

	/**
	 * Returns the value in the caller's context, or another if none was set there.
	 * @param defaultValue what to return then, in place of the variable's default
	 * @return the value
	 */
	public T get(T defaultValue) {
		T value = Context.current().get(this);
		return (value != null) ? value : defaultValue;
	}

	/**
	 * Returns the variable's name.
	 * @return as given to the constructor
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Sets the value in the caller's context.
	 * @param value the value
	 * @return what {@link #reset} needs to undo it, once
	 */
	public Token<T> set(T value) {
		Context context = Context.current();
		Token<T> token = new Token<>(this, context, context.get(this));
		context.set(this, value);
		return token;
	}

	/**
	 * Undoes a {@link #set}.
	 * @param token what it returned
	 * @throws IllegalArgumentException if the token is another variable's, or was made in
	 * another task
	 * @throws IllegalStateException if the token was used before
	 */
	public void reset(Token<T> token) {
		if (token.used) {
			throw new IllegalStateException(token + " has already been used once");
		}
		if (token.variable != this) {
			throw new IllegalArgumentException(token + " was created by a different ContextVar");
		}
		if (token.context != Context.current()) {
			throw new IllegalArgumentException(token + " was created in a different Context");
		}
		token.used = true;
		token.context.set(this, token.previous);
	}

	private @Nullable T find() {
		T value = Context.current().get(this);
		return (value != null) ? value : this.defaultValue;
	}

	@Override
	public String toString() {
		return "<ContextVar name='" + this.name + "'"
				+ ((this.defaultValue != null) ? " default=" + this.defaultValue : "") + ">";
	}

	/**
	 * What a variable was before it was set.
	 *
	 * @param <T> the type of the value
	 */
	public static final class Token<T> {

		private final ContextVar<T> variable;

		private final Context context;

		private final @Nullable Object previous;

		private boolean used;

		private Token(ContextVar<T> variable, Context context, @Nullable Object previous) {
			this.variable = variable;
			this.context = context;
			this.previous = previous;
		}

		@Override
		public String toString() {
			return "<Token" + (this.used ? " used" : "") + " var=" + this.variable + ">";
		}

	}

}
