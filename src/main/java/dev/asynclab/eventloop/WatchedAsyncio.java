package dev.asynclab.eventloop;

import dev.asynclab.asyncio.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A loop of {@code dev.asynclab.asyncio}. Its tasks run on threads of their own, one at a
 * time.
 */
record WatchedAsyncio(String name, EventLoop loop) implements WatchedLoop {

	@Override
	public String kind() {
		return "asyncio";
	}

	@Override
	public boolean isIdle() {
		return this.loop.isIdle();
	}

	@Override
	public boolean post(Runnable heartbeat) {
		try {
			this.loop.callSoonThreadsafe(heartbeat);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public @Nullable Thread thread() {
		return this.loop.thread();
	}

}
