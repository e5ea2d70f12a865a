package dev.asynclab.scenario;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Workers;

/**
 * Stands in for threads on the virtual clock: a function takes its time on a timer and
 * then runs. As on a thread, what has started can't be taken back.
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
