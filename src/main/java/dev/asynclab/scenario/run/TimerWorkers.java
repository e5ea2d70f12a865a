package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Workers;

/**
 * Takes the place of worker threads on the virtual clock: a timer stands for the time
 * that a function takes, and then the function runs. As on a thread, a function that has
 * started can't be cancelled.
 */
final class TimerWorkers implements Workers {

	private final EventLoop loop;

	private Duration next = Duration.ZERO;

	TimerWorkers(EventLoop loop) {
		this.loop = loop;
	}

	void nextTakes(Duration duration) {
		this.next = duration;
	}

	@Override
	public BooleanSupplier submit(Runnable work) {
		this.loop.callLater(this.next, work);
		return () -> false;
	}

	@Override
	public void shutdown() {
	}

}
