package dev.asynclab.admission;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;
import org.springframework.stereotype.Component;

/**
 * The runs and tasks under way, and how they end when the service shuts down. The web
 * server then takes no more requests, and waits for those under way. Work may continue
 * for a grace period. After it, the rest is cancelled, and the log names it. Work that
 * has not ended when the clean-up period is over is stopped. So every client gets its
 * answer before the server ends.
 */
@Component
@EnableConfigurationProperties(ShutdownProperties.class)
public class RunningWork implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RunningWork.class);

	private static final Duration LAST_STEPS = Duration.ofSeconds(1);

	private static final int NAMED = 100;

	private static final String SHUTDOWN = "shutdown";

	private final ShutdownProperties properties;

	private final Map<Long, Work> alive = new ConcurrentSkipListMap<>();

	private final AtomicLong tracked = new AtomicLong();

	private volatile boolean running;

	private volatile boolean cancelling;

	RunningWork(ShutdownProperties properties, LifecycleProperties lifecycle) {
		properties.requireLessThan(lifecycle.getTimeoutPerShutdownPhase().minus(LAST_STEPS));
		this.properties = properties;
	}

	/**
	 * Counts work as under way until it has ended. Work that begins after the grace
	 * period is cancelled at once.
	 * @param name the name for the log
	 * @param ended completes when nothing of the work is left
	 * @param cancel cancels the work; it may run more than once, and after the end
	 */
	public void track(String name, CompletableFuture<?> ended, Runnable cancel) {
		track(new Work(name, ended, cancel, cancel));
	}

	/**
	 * Counts work as under way until the returned place is closed. Work that begins after
	 * the grace period is cancelled at once.
	 * @param name the name for the log
	 * @param cancel cancels the work; it may run more than once, and after the end
	 * @return to be closed when nothing of the work is left
	 */
	public Gate.Permit track(String name, Runnable cancel) {
		CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
		track(name, ended, cancel);
		return () -> ended.complete(null);
	}

	/**
	 * Counts work as under way until it has ended. Work that begins after the grace
	 * period is cancelled at once.
	 * @param work the work
	 */
	public void track(Work work) {
		Long place = this.tracked.incrementAndGet();
		this.alive.put(place, work);
		work.ended().whenComplete((_, _) -> this.alive.remove(place));
		if (this.cancelling) {
			work.cancel().run();
		}
	}

	@Override
	public void start() {
		this.cancelling = false;
		this.running = true;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// The phase in which the web server's graceful shutdown waits for the requests.
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
	}

	// As for the web server: to pause a test context is no shutdown.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		Thread.ofVirtual().name(SHUTDOWN).start(() -> {
			try {
				windDown();
			}
			finally {
				stop();
				callback.run();
			}
		});
	}

	private void windDown() {
		if (!this.alive.isEmpty()) {
			logger.info(LogMessage.format("Shutdown: %d runs and tasks are under way, and have %d ms to end",
					this.alive.size(), this.properties.gracePeriod().toMillis()));
		}
		awaitEnds(this.properties.gracePeriod());
		this.cancelling = true;
		List<Work> late = snapshot();
		if (!late.isEmpty()) {
			logger.warn(
					LogMessage.format("Shutdown: cancelling %d after the grace period: %s", late.size(), named(late)));
			each(late, Work::cancel);
			awaitEnds(this.properties.cleanUpPeriod());
			stopWhatIsLeft();
		}
	}

	private void stopWhatIsLeft() {
		List<Work> refusing = snapshot();
		if (!refusing.isEmpty()) {
			logger.warn(LogMessage.format("Shutdown: stopping %d that did not end when cancelled: %s", refusing.size(),
					named(refusing)));
			each(refusing, Work::abandon);
			awaitEnds(LAST_STEPS);
		}
	}

	private static void each(List<Work> works, Function<Work, Runnable> action) {
		for (Work work : works) {
			try {
				action.apply(work).run();
			}
			catch (RuntimeException ex) {
				logger.error(LogMessage.format("Shutdown: %s could not be told to end", work.name()), ex);
			}
		}
	}

	private List<Work> snapshot() {
		return List.copyOf(this.alive.values());
	}

	private void awaitEnds(Duration atMost) {
		long deadline = System.nanoTime() + atMost.toNanos();
		try {
			while (!this.alive.isEmpty()) {
				CompletableFuture
					.allOf(snapshot().stream()
						.map((work) -> work.ended().handle((_, _) -> work))
						.toArray(CompletableFuture<?>[]::new))
					.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			}
		}
		catch (TimeoutException ex) {
			// The caller looks at what is left.
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String named(List<Work> works) {
		String names = works.stream()
			.limit(NAMED)
			.map((work) -> work.name().toString())
			.collect(Collectors.joining(", "));
		return (works.size() > NAMED) ? names + " and " + (works.size() - NAMED) + " more" : names;
	}

	/**
	 * Work under way.
	 *
	 * @param name its {@code toString} is for the log
	 * @param ended completes when nothing of the work is left, whether it succeeds or
	 * fails
	 * @param cancel asks the work to end; the work may clean up first
	 * @param abandon stops the work at once
	 */
	public record Work(Object name, CompletableFuture<?> ended, Runnable cancel, Runnable abandon) {

	}

}
