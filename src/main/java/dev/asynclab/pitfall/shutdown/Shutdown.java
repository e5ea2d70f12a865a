package dev.asynclab.pitfall.shutdown;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;

import dev.asynclab.pitfall.HeldWork;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Closes an application whose pool has one thread. It runs one task, and two more are in
 * the queue. The running task finishes while the application waits for it. The next task
 * has begun when the pool is shut down, since another bean takes that long to close.
 */
@Component
@Order(20)
class Shutdown implements Pitfall<Shutdown.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("lost-at-shutdown", "Queued tasks lost at shutdown",
				"The stop phase ends at the first moment when no task runs, or after 30 s. Then queued tasks are dropped, and a task that has just begun is interrupted. With core-size=1 that moment is the end of the first task.",
				"asyncio.run cancels the tasks that are left when main ends. An event loop holds only weak references to tasks.",
				Severity.LOSS,
				"Set await-termination and its period. The period begins after the stop phases, which take up to 30 s each, so the kill time-out of the platform must exceed the sum. Keep what must not be lost in a durable queue.",
				List.of(Source.issue("spring-projects/spring-boot", 30557), Source.issue("python/cpython", 88831)),
				"tasks are lost on restart; deploy loses jobs; mails not sent after redeploy; TaskRejectedException at shutdown; SIGTERM",
				"At the time of the restart, executor.completed is lower than the number of tasks that were accepted.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenShutdown().applicationProperties(), recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedShutdown().applicationProperties(), recorder);
	}

	private static Observed observe(Map<String, String> settings, Recorder recorder) throws InterruptedException {
		try (SpringStage spring = new SpringStage(settings, Other.class);
				HeldWork running = new HeldWork(recorder.task("first"));
				HeldWork queued = new HeldWork(recorder.task("second"));
				HeldWork last = new HeldWork(recorder.task("third"))) {
			ThreadPoolExecutor pool = spring.get(ThreadPoolTaskExecutor.class).getThreadPoolExecutor();
			List<HeldWork> accepted = List.of(running, queued, last);
			accepted.forEach(pool::submit);
			running.awaitStart();
			Stage.goOn();
			spring.get(Other.class).next = queued;
			recorder.cancelled();
			Thread end = Thread.ofPlatform().name("pitfall-end").daemon().start(spring::shutDown);
			Stage.until(() -> end.getState() == Thread.State.TIMED_WAITING);
			Stage.goOn();
			running.release();
			queued.awaitStart();
			// The application waits for the other tasks only if it is configured to.
			Stage.until(() -> pool.isShutdown() && (!end.isAlive() || end.getState() == Thread.State.TIMED_WAITING));
			Stage.goOn();
			accepted.forEach(HeldWork::release);
			end.join();
			Stage.until(pool::isTerminated);
			int begun = (int) accepted.stream().filter(HeldWork::hasStarted).count();
			int interrupted = (int) accepted.stream().filter(HeldWork::wasInterrupted).count();
			return new Observed(accepted.size(), begun - interrupted, interrupted, accepted.size() - begun);
		}
	}

	record Observed(int accepted, int finished, int interrupted, int dropped) {

	}

	/**
	 * A bean that uses the pool, and is therefore closed before it.
	 */
	static class Other implements DisposableBean {

		private final ThreadPoolTaskExecutor pool;

		private volatile @Nullable HeldWork next;

		Other(ThreadPoolTaskExecutor pool) {
			this.pool = pool;
		}

		@Override
		public void destroy() throws InterruptedException {
			HeldWork work = this.next;
			if (work != null) {
				Stage.until(() -> work.hasStarted() || this.pool.getThreadPoolExecutor().isShutdown());
			}
		}

	}

}
