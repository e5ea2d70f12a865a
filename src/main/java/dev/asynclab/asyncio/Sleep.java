package dev.asynclab.asyncio;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code sleep}: other tasks run meanwhile. If the time is not positive, each task in the
 * queue runs once.
 * <p>
 * It is what a task awaits while it sleeps, and whose cancellation cancels the timer, so
 * that the task has nothing to clean up: HotSpot leaves a handler that was never entered
 * out of compiled code, and a {@code finally} would deoptimize each task that is
 * cancelled.
 */
final class Sleep extends Future<@Nullable Void> {

	private final TimerHandle timer;

	private Sleep(EventLoop loop, Duration delay) {
		super(loop);
		this.timer = loop.postAt(loop.time() + Seconds.of(delay), this::wakeUp);
	}

	static void of(Duration delay) {
		Task<?> task = Task.currentOrThrow();
		if (!delay.isPositive()) {
			task.yieldOnce();
			return;
		}
		new Sleep(task.loop(), delay).await();
	}

	private void wakeUp() {
		if (!done()) {
			setResult(null);
		}
	}

	@Override
	double due() {
		return this.timer.when();
	}

	@Override
	public boolean cancel(@Nullable String message) {
		// Refused in debug mode from another thread: the timer has to stay then.
		boolean cancelled = super.cancel(message);
		this.timer.cancel();
		return cancelled;
	}

}
