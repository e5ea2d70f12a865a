package dev.asynclab.pitfall.shutdown;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.pitfall.HeldWork;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;

import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Closes an application whose pool runs one task and has two in its queue. The one that
 * runs finishes while the application waits for it.
 */
@Component
@Order(20)
class Shutdown implements Pitfall<Shutdown.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("lost-at-shutdown", "Queued tasks lost at shutdown",
				"When the context closes, the pool drops its queue; what was accepted is never done.",
				"asyncio.run cancels what is left when main ends; an event loop holds tasks only weakly.",
				Severity.LOSS,
				"Set await-termination and its period, and keep what must not be lost in a durable queue.",
				List.of(Source.issue("spring-projects/spring-boot", 30557), Source.issue("python/cpython", 88831)));
	}

	@Override
	public Observed broken() throws InterruptedException {
		return observe(new BrokenShutdown().applicationProperties());
	}

	@Override
	public Observed fixed() throws InterruptedException {
		return observe(new FixedShutdown().applicationProperties());
	}

	private static Observed observe(Map<String, String> settings) throws InterruptedException {
		try (SpringStage spring = new SpringStage(settings);
				HeldWork running = new HeldWork();
				HeldWork queued = new HeldWork();
				HeldWork last = new HeldWork()) {
			AtomicInteger finished = new AtomicInteger();
			ThreadPoolExecutor pool = spring.get(ThreadPoolTaskExecutor.class).getThreadPoolExecutor();
			List<HeldWork> accepted = List.of(running, queued, last);
			accepted.forEach((work) -> pool.execute(() -> run(work, finished)));
			running.awaitStart();
			Thread end = Thread.ofPlatform().name("pitfall-end").daemon().start(spring::shutDown);
			Stage.until(() -> end.getState() == Thread.State.TIMED_WAITING);
			running.release();
			// It waits for the others only if it is told to, and takes no more tasks
			// then.
			if (!pool.isShutdown()) {
				end.join();
			}
			accepted.forEach(HeldWork::release);
			end.join();
			Stage.until(pool::isTerminated);
			return new Observed(accepted.size(), finished.get(), accepted.size() - finished.get());
		}
	}

	private static void run(HeldWork work, AtomicInteger finished) {
		try {
			work.call();
			finished.incrementAndGet();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What was observed.
	 *
	 * @param accepted how many tasks the pool had taken
	 * @param finished how many were done when the application had ended
	 * @param lost how many were not
	 */
	record Observed(int accepted, int finished, int lost) {

	}

}
