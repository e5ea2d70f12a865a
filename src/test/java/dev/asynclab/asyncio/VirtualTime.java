package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Runs tests on a virtual clock and writes down what happens when.
 */
class VirtualTime {

	final VirtualClock clock = new VirtualClock();

	final EventLoop loop = new EventLoop(this.clock);

	/** What was noted, as {@code 100 name}. */
	final List<String> trail = new ArrayList<>();

	/** What reached the exception handler. */
	final List<ExceptionContext> reports = new ArrayList<>();

	private final double start = this.clock.time();

	VirtualTime() {
		this.loop.setExceptionHandler(this.reports::add);
	}

	<T extends @Nullable Object> T run(Coroutine<? extends T> main) {
		return Asyncio.run(this.loop, main);
	}

	void run(VoidCoroutine main) {
		Asyncio.run(this.loop, main);
	}

	long now() {
		return Math.round((this.loop.time() - this.start) * 1000);
	}

	void note(String what) {
		this.trail.add(now() + " " + what);
	}

	/** A task that notes when it starts and ends, and how. */
	<T> Task<T> noted(String name, int ms, T value) {
		return Asyncio.createTask(name, () -> {
			note(name + " started");
			try {
				Asyncio.sleep(Duration.ofMillis(ms));
			}
			catch (CancelledError error) {
				note(name + " cancelled");
				throw error;
			}
			note(name + " done");
			return value;
		});
	}

	/** A task that fails after a time. */
	Task<String> failing(int ms, Throwable error) {
		return Asyncio.createTask(() -> {
			Asyncio.sleep(Duration.ofMillis(ms));
			throw Sneaky.raise(error);
		});
	}

	/** A task that needs time to clean up when it is cancelled. */
	Task<String> cleaning(String name, int ms, int cleanupMs) {
		return Asyncio.createTask(name, () -> {
			try {
				Asyncio.sleep(Duration.ofMillis(ms));
				return name;
			}
			finally {
				Asyncio.sleep(Duration.ofMillis(cleanupMs));
				note(name + " cleaned up");
			}
		});
	}

	/** A task that ignores every cancellation. */
	Task<String> suppressing(int ms, String value) {
		return Asyncio.createTask(() -> {
			double end = this.loop.time() + ms / 1e3;
			while (end - this.loop.time() > 1e-9) {
				try {
					Asyncio.sleep(Duration.ofNanos(Math.round((end - this.loop.time()) * 1e9)));
				}
				catch (CancelledError error) {
					note("suppressed");
				}
			}
			return value;
		});
	}

}
