package dev.asynclab.pitfall.heldupschedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Schedules an export and a heartbeat. The export lasts until a heartbeat has come, or a
 * time limit passes.
 */
@Component
@Order(33)
class HeldUpSchedule implements Pitfall<HeldUpSchedule.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(150);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("held-up-schedule", "A scheduled task that is held up by another",
				"Spring Boot's scheduler has one thread: while one @Scheduled method runs, no other starts. Nothing is logged.",
				"A periodic task that blocks holds up all tasks of the loop; one that awaits holds up none.",
				Severity.OUTAGE,
				"Set spring.task.scheduling.pool.size to the number of methods that may take long, plus one. Or let them be @Async.",
				List.of(Source.issue("spring-projects/spring-framework", 33856), new Source(
						"Spring Boot: task execution and scheduling",
						"https://docs.spring.io/spring-boot/reference/features/task-execution-and-scheduling.html"),
						new Source("Spring: @EnableScheduling",
								"https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/scheduling/annotation/EnableScheduling.html")),
				"@Scheduled methods do not run in parallel; one scheduled job blocks another; cron runs late; scheduled task is delayed or skipped; job hangs and all others stop; scheduling-1",
				"All scheduled methods log on the thread scheduling-1, and a thread dump shows it in the long one.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(BrokenHeldUpSchedule.SETTINGS, BrokenHeldUpSchedule.class, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(FixedHeldUpSchedule.SETTINGS, FixedHeldUpSchedule.class, Stage.LONGEST, recorder);
	}

	private static Observed observe(Map<String, String> settings, Class<?> code, Duration patience, Recorder recorder)
			throws InterruptedException {
		Map<String, String> all = new HashMap<>(settings);
		all.put("spring.task.scheduling.thread-name-prefix", "pitfall-schedule-");
		try (SpringStage spring = new SpringStage(all, Scheduling.class, TaskSchedulingAutoConfiguration.class,
				Work.class, code)) {
			ThreadPoolTaskScheduler scheduler = spring.get(ThreadPoolTaskScheduler.class);
			try {
				Work work = spring.get(Work.class);
				work.begin(recorder, patience);
				Stage.await(work.exported);
				return new Observed(scheduler.getScheduledThreadPoolExecutor().getCorePoolSize(),
						work.beatDuringExport.getCount() == 0);
			}
			finally {
				scheduler.getScheduledThreadPoolExecutor().shutdownNow();
			}
		}
	}

	record Observed(int schedulerThreads, boolean heartbeatDuringExport) {

	}

	// Not a @Configuration: the component scan of the lab would find it.
	@EnableScheduling
	static class Scheduling {

	}

	static class Work implements Consumer<String> {

		final CountDownLatch exported = new CountDownLatch(1);

		final CountDownLatch beatDuringExport = new CountDownLatch(1);

		private final CountDownLatch begun = new CountDownLatch(1);

		private final AtomicInteger beats = new AtomicInteger();

		private volatile boolean exporting;

		private volatile Recorder recorder = new Recorder(System::nanoTime);

		private volatile Duration patience = Duration.ZERO;

		void begin(Recorder recorder, Duration patience) {
			this.recorder = recorder;
			this.patience = patience;
			this.begun.countDown();
		}

		@Override
		public void accept(String method) {
			try {
				Stage.await(this.begun);
				if (this.exported.getCount() > 0) {
					run(method);
				}
			}
			catch (InterruptedException ex) {
				// The scheduler is closed. An exception would be logged.
				Thread.currentThread().interrupt();
			}
		}

		private void run(String method) throws InterruptedException {
			if (method.equals("export")) {
				export();
			}
			else {
				beat();
			}
		}

		private void export() throws InterruptedException {
			TaskRecorder task = this.recorder.task("export");
			task.started();
			this.exporting = true;
			boolean _ = this.beatDuringExport.await(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			Stage.goOn();
			task.finished(null);
			this.exported.countDown();
		}

		private void beat() throws InterruptedException {
			boolean duringExport = this.exporting;
			TaskRecorder task = this.recorder.task("heartbeat " + this.beats.incrementAndGet());
			task.started();
			Thread.sleep(5);
			task.finished(null);
			if (duringExport) {
				this.beatDuringExport.countDown();
			}
		}

	}

}
