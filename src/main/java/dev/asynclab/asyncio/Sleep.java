package dev.asynclab.asyncio;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code sleep}: others run meanwhile. Without any time everybody else in the queue runs
 * once.
 */
final class Sleep {

	private Sleep() {
	}

	static void of(Duration delay) {
		Task<?> task = Task.currentOrThrow();
		if (!delay.isPositive()) {
			task.yieldOnce();
			return;
		}
		EventLoop loop = task.loop();
		Future<@Nullable Void> wakeUp = loop.createFuture();
		TimerHandle timer = loop.postAt(loop.time() + Seconds.of(delay), () -> {
			if (!wakeUp.done()) {
				wakeUp.setResult(null);
			}
		});
		try {
			wakeUp.await();
		}
		finally {
			timer.cancel();
		}
	}

}
