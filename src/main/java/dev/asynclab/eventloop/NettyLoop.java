package dev.asynclab.eventloop;

import java.util.concurrent.RejectedExecutionException;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One thread of WebClient's event loop.
 */
final class NettyLoop implements WatchedLoop {

	private final EventExecutor executor;

	private final String name;

	private volatile @Nullable Thread thread;

	private NettyLoop(EventExecutor executor, String name) {
		this.executor = executor;
		this.name = name;
	}

	// Finds the loop's thread at once, before a later task can block it.
	static NettyLoop of(EventExecutor executor, String name) {
		NettyLoop loop = new NettyLoop(executor, name);
		executor.execute(() -> loop.thread = Thread.currentThread());
		return loop;
	}

	@Override
	public String name() {
		return this.name;
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
		return this.thread;
	}

}
