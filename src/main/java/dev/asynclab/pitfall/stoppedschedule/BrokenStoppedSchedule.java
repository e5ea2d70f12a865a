package dev.asynclab.pitfall.stoppedschedule;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Leaves the errors of the backup to the executor. The first error ends the schedule. It
 * is kept in the future, and neither a log nor the thread's handler of uncaught
 * exceptions gets it.
 */
class BrokenStoppedSchedule {

	ScheduledFuture<?> start(ScheduledExecutorService scheduler, Runnable backup, Duration period) {
		return scheduler.scheduleAtFixedRate(backup, 0, period.toMillis(), TimeUnit.MILLISECONDS);
	}

}
