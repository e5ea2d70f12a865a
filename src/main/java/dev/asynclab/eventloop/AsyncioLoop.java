package dev.asynclab.eventloop;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Future;
import dev.asynclab.eventloop.Watchdog.Watch;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The asyncio loop that runs as long as the service. All requests share it, as on a
 * Python server. Stopping it cancels the tasks that are left, and waits for them.
 */
@Component
public class AsyncioLoop implements SmartLifecycle {

	/** The name of the loop and of its thread. */
	public static final String NAME = "lab-asyncio";

	private final Watchdog watchdog;

	private volatile @Nullable Running running;

	AsyncioLoop(Watchdog watchdog) {
		this.watchdog = watchdog;
	}

	@Override
	public synchronized void start() {
		if (this.running == null) {
			EventLoop loop = new EventLoop();
			CompletableFuture<Future<?>> until = new CompletableFuture<>();
			Thread thread = Thread.ofPlatform().name(NAME).daemon().start(() -> run(loop, until));
			this.running = new Running(loop, until.join(), thread);
		}
	}

	private void run(EventLoop loop, CompletableFuture<Future<?>> until) {
		try (Watch _ = this.watchdog.watch(NAME, loop)) {
			Asyncio.run(loop, () -> {
				Future<?> stop = loop.createFuture();
				until.complete(stop);
				stop.await();
			});
		}
		catch (CancelledError ex) {
			// Stopped.
		}
	}

	@Override
	public synchronized void stop() {
		Running running = this.running;
		this.running = null;
		if (running != null) {
			running.loop().callSoonThreadsafe(running.until()::cancel);
			try {
				running.thread().join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	// Stops after the web server, whose last requests may still need the loop.
	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
	}

	/**
	 * Runs a coroutine as a task of the loop.
	 * @param <T> the type of the result
	 * @param coroutine the coroutine
	 * @return the coroutine's result or error; cancelling the future cancels the task
	 * @throws IllegalStateException if the service is stopping
	 */
	public <T extends @Nullable Object> CompletableFuture<T> run(Coroutine<? extends T> coroutine) {
		return Asyncio.<T>runCoroutineThreadsafe(coroutine, loop());
	}

	/**
	 * Returns the running loop.
	 * @return the loop
	 * @throws IllegalStateException if the service is stopping
	 */
	public EventLoop loop() {
		Running running = this.running;
		if (running == null) {
			throw new IllegalStateException("The asyncio loop is not running");
		}
		return running.loop();
	}

	private record Running(EventLoop loop, Future<?> until, Thread thread) {

	}

}
