package dev.asynclab.eventloop;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One thread of WebClient's event loop.
 */
record NettyLoop(String name, EventExecutor executor, AtomicReference<@Nullable Thread> seen) implements WatchedLoop {

	// Finds the loop's thread at once, before a later task can block it.
	static NettyLoop of(EventExecutor executor, String name) {
		AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
		executor.execute(() -> thread.set(Thread.currentThread()));
		return new NettyLoop(name, executor, thread);
	}

	@Override
	public String kind() {
		return "webclient";
	}

	@Override
	public boolean isIdle() {
		return false;
	}

	@Override
	public boolean post(Runnable heartbeat) {
		try {
			this.executor.execute(heartbeat);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	@Override
	public @Nullable Thread thread() {
		return this.seen.get();
	}

}
