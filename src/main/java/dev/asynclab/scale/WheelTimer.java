package dev.asynclab.scale;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * A timer with a callback for each task. No task can be awaited, cancelled or failed, so
 * this is the least that a million waits can cost: the reference for the other engines.
 */
final class WheelTimer implements Engine {

	private static final int TICK_MS = 1;

	private static final int TICKS = 2048;

	@Override
	public Profile profile() {
		return new Profile("timer", "a callback on a hashed wheel timer: no task to await or cancel", 200, 3);
	}

	@Override
	public List<Integer> run(Journal journal, Duration delay) throws InterruptedException {
		Integer[] results = new Integer[journal.tasks()];
		CountDownLatch left = new CountDownLatch(results.length);
		Timer timer = new HashedWheelTimer(new DefaultThreadFactory("scale-timer", true), TICK_MS,
				TimeUnit.MILLISECONDS, TICKS);
		try {
			for (int i = 0; i < results.length; i++) {
				int task = i;
				journal.started(task);
				timer.newTimeout((_) -> {
					results[task] = task;
					journal.ended(task);
					left.countDown();
				}, delay.toNanos(), TimeUnit.NANOSECONDS);
			}
			left.await();
			return Arrays.asList(results);
		}
		finally {
			timer.stop();
		}
	}

}
