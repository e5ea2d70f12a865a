package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A callback that was given to the loop, and the means to take it back.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.Handle">asyncio.Handle</a>
 */
public sealed class Handle implements Ready permits TimerHandle {

	private final Runnable callback;

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
	}

	/**
	 * Says whether {@link #cancel()} was called.
	 * @return whether the callback was taken back
	 */
	public boolean cancelled() {
		return this.cancelled;
	}

	void run() {
		this.callback.run();
	}

	@Nullable Context context() {
		return this.context;
	}

	// The package's own callbacks run on whichever thread has the turn. Anybody else's
	// must not see the thread locals of a task.
	boolean runsAnywhere() {
		return this.context == null;
	}

	@Override
	public String toString() {
		return "<Handle " + this.callback + ">";
	}

}
