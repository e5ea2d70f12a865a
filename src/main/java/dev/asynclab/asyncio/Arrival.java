package dev.asynclab.asyncio;

import org.jspecify.annotations.Nullable;

/**
 * A future whose outcome another thread brings: to the loop's door first, which opens in
 * the loop's next iteration.
 *
 * @param <T> the type of the result
 */
final class Arrival<T extends @Nullable Object> extends Future<T> {

	private volatile double arrived = Double.POSITIVE_INFINITY;

	Arrival(EventLoop loop) {
		super(loop);
	}

	// Posts what ends this future. Called once, on any thread.
	void arrive(Runnable settle) {
		this.arrived = loop().time();
		loop().postThreadsafe(settle);
	}

	@Override
	double due() {
		return this.arrived;
	}

}
