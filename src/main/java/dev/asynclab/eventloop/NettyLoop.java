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

	NettyLoop(EventExecutor executor, String name) {
		this.executor = executor;
		this.name = name;
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
			this.executor.execute(() -> {
				this.thread = Thread.currentThread();
				heartbeat.run();
			});
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
