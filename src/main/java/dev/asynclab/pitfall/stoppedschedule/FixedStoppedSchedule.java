package dev.asynclab.pitfall.stoppedschedule;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Catches and reports each error inside the task, so the executor sees none and runs the
 * backup again. It catches Throwable, because an Error ends the schedule too. The log
 * must not throw.
 */
class FixedStoppedSchedule {

	private final Consumer<Throwable> log;

	FixedStoppedSchedule(Consumer<Throwable> log) {
		this.log = log;
	}

	ScheduledFuture<?> start(ScheduledExecutorService scheduler, Runnable backup, Duration period) {
		return scheduler.scheduleAtFixedRate(() -> {
			try {
				backup.run();
			}
			catch (Throwable ex) {
				this.log.accept(ex);
			}
		}, 0, period.toMillis(), TimeUnit.MILLISECONDS);
	}

}
