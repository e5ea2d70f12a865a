package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A callback for a later time.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.TimerHandle">asyncio.TimerHandle</a>
 */
public final class TimerHandle extends Handle {

	private final double when;

	/** The heap that holds this timer, until it is due. */
	private @Nullable TimerHeap heap;

	TimerHandle(double when, Runnable callback, @Nullable Context context) {
		super(callback, context);
		this.when = when;
	}

	/**
	 * Returns when the callback is due.
	 * @return the loop's time in seconds
	 */
	public double when() {
		return this.when;
	}

	@Override
	public void cancel() {
		if (!cancelled() && this.heap != null) {
			this.heap.noteCancelled(this);
		}
		super.cancel();
	}

	@Override
	String due() {
		return " when=" + this.when;
	}

	void heldBy(@Nullable TimerHeap heap) {
		this.heap = heap;
	}

}
