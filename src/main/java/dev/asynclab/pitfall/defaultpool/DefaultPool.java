package dev.asynclab.pitfall.defaultpool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Gives the pool twenty tasks that wait, and counts the tasks that run.
 */
@Component
@Order(4)
class DefaultPool implements Pitfall<DefaultPool.Observed> {

	private static final int TASKS = 20;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("default-pool", "Spring Boot's pool never grows past 8 threads",
				"The pool behind @Async has 8 core threads and an unbounded queue, so max-size has no effect.",
				"asyncio's default executor has min(32, cores + 4) threads, and its queue has no bound either.",
				Severity.DELAY, "Set core-size to what you want, and give the queue a capacity.",
				List.of(Source.issue("spring-projects/spring-boot", 22835), new Source("Spring Boot: task execution",
						"https://docs.spring.io/spring-boot/reference/features/task-execution-and-scheduling.html")),
				"only 8 threads; pool does not grow; max-size is ignored; tasks pile up in the queue; memory grows; OutOfMemoryError; slow",
				"The metric executor.queued grows while executor.pool.size stays at 8.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenDefaultPool().applicationProperties(), recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedDefaultPool().applicationProperties(), recorder);
	}

	private static Observed observe(Map<String, String> settings, Recorder recorder) throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		try (SpringStage spring = new SpringStage(settings)) {
			ThreadPoolTaskExecutor pool = spring.get(ThreadPoolTaskExecutor.class);
			AtomicInteger running = new AtomicInteger();
			for (int i = 0; i < TASKS; i++) {
				TaskRecorder task = recorder.task("task " + (i + 1));
				task.created();
				pool.submit(() -> {
					task.started();
					running.incrementAndGet();
					end.await();
					task.finished(null);
					return "done";
				});
			}
			Stage.until(() -> running.get() + pool.getQueueSize() == TASKS);
			Stage.goOn();
			return new Observed(TASKS, running.get(), pool.getQueueSize(), pool.getMaxPoolSize());
		}
		finally {
			end.countDown();
		}
	}

	record Observed(int tasks, int running, int queued, int maxPoolSize) {

	}

}
