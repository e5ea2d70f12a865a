package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A callback that was given to the loop, and the means to take it back.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Handle">asyncio.Handle</a>
 */
public sealed class Handle implements Ready permits TimerHandle {

	private @Nullable Runnable callback;

	/** Null where the callback is the package's own and sees no context. */
	private final @Nullable Context context;

	private boolean cancelled;

	Handle(Runnable callback, @Nullable Context context) {
		this.callback = callback;
		this.context = context;
	}

	/**
	 * Takes the callback back, unless it has run.
	 */
	public void cancel() {
		this.cancelled = true;
		this.callback = null;
	}

	/**
	 * Says whether {@link #cancel()} was called.
	 * @return whether the callback was taken back
	 */
	public final boolean cancelled() {
		return this.cancelled;
	}

	final void run() {
		Runnable callback = this.callback;
		if (callback != null) {
			callback.run();
		}
	}

	final @Nullable Context context() {
		return this.context;
	}

	// The package's own callbacks run on whichever thread has the turn. A user's callback
	// must not see the thread locals of a task.
	final boolean runsAnywhere() {
		return this.context == null;
	}

	/**
	 * Describes what is called, as Python's {@code repr} of a handle does.
	 * @return the callback's own words or, for a lambda, the class that made it, such as
	 * {@code Sleep.<lambda>()}; empty if the callback was taken back
	 */
	public final String callback() {
		return (this.callback != null) ? Repr.callback(this.callback) : "";
	}

	// When it is to run, for #toString.
	String due() {
		return "";
	}

	@Override
	public String toString() {
		String state = this.cancelled ? " cancelled" : "";
		String callback = (this.callback != null) ? " " + callback() : "";
		return "<" + getClass().getSimpleName() + state + due() + callback + ">";
	}

}
