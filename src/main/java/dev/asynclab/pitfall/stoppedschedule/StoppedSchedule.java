package dev.asynclab.pitfall.stoppedschedule;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Schedules a backup whose second run fails, on a scheduler with one thread. When that
 * run has ended, either the schedule has ended too, or a third run follows.
 */
@Component
@Order(24)
class StoppedSchedule implements Pitfall<StoppedSchedule.Observed> {

	private static final Duration PERIOD = Duration.ofMillis(30);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("stopped-schedule", "A scheduled task that stops after an error",
				"A ScheduledExecutorService never runs a periodic task again after it throws. The error is only in the future, and nothing is logged. Spring's @Scheduled logs the error and goes on.",
				"A task that repeats its work in a loop ends at the first error too. asyncio logs the error only when the task is collected.",
				Severity.LOSS,
				"Catch and report every error inside the task, also an Error. Or use @Scheduled, which does this by default.",
				List.of(new Source("ScheduledExecutorService.scheduleAtFixedRate",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/ScheduledExecutorService.html#scheduleAtFixedRate(java.lang.Runnable,long,long,java.util.concurrent.TimeUnit)"),
						new Source("Spring: TaskUtils.getDefaultErrorHandler",
								"https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/scheduling/support/TaskUtils.html#getDefaultErrorHandler(boolean)"),
						new Source("asyncio: detect never-retrieved exceptions",
								"https://docs.python.org/3/library/asyncio-dev.html#detect-never-retrieved-exceptions"),
						Source.issue("nats-io/nats.java", 1597)),
				"scheduled task stops; job no longer runs; scheduleAtFixedRate stopped without an error; cron job is silent; runs once and never again",
				"The last log line of the job is old: give each run a counter, and alert when it stands still.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe((_) -> new BrokenStoppedSchedule()::start, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe((log) -> new FixedStoppedSchedule(log)::start, recorder);
	}

	private static Observed observe(Code code, Recorder recorder) throws InterruptedException {
		AtomicReference<@Nullable String> reported = new AtomicReference<>();
		Consumer<Throwable> log = (error) -> reported.set(error.toString());
		Backup backup = new Backup(recorder);
		try (ScheduledExecutorService scheduler = scheduler(log)) {
			ScheduledFuture<?> schedule = code.with(log).start(scheduler, backup, PERIOD);
			Stage.await(backup.failing);
			// The only thread runs this after the run that fails has ended.
			CountDownLatch failed = new CountDownLatch(1);
			scheduler.execute(failed::countDown);
			Stage.await(failed);
			if (!schedule.isDone()) {
				Stage.await(backup.ranAgain);
			}
			String inFuture = (schedule.state() == Future.State.FAILED) ? schedule.exceptionNow().toString() : null;
			return new Observed(backup.ranAgain.getCount() == 0, reported.get(), inFuture);
		}
	}

	private static ScheduledExecutorService scheduler(Consumer<Throwable> log) {
		return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
			.name("pitfall-schedule")
			.daemon()
			.uncaughtExceptionHandler((_, error) -> log.accept(error))
			.factory());
	}

	record Observed(boolean ranAgain, @Nullable String reported, @Nullable String onlyInFuture) {

	}

	private interface Code {

		Start with(Consumer<Throwable> log);

	}

	private interface Start {

		ScheduledFuture<?> start(ScheduledExecutorService scheduler, Runnable backup, Duration period);

	}

	private static final class Backup implements Runnable {

		final CountDownLatch failing = new CountDownLatch(1);

		final CountDownLatch ranAgain = new CountDownLatch(1);

		private final Recorder recorder;

		private int runs;

		Backup(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void run() {
			this.runs++;
			TaskRecorder task = this.recorder.task("run " + this.runs);
			task.started();
			Stage.unchecked(() -> {
				Thread.sleep(PERIOD.dividedBy(3));
				return this;
			});
			if (this.runs == 2) {
				IllegalStateException error = new IllegalStateException("disk full");
				task.failed(error);
				this.failing.countDown();
				throw error;
			}
			task.finished(null);
			if (this.runs > 2) {
				this.ranAgain.countDown();
			}
		}

	}

}
