package dev.asynclab.scale;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Runs one at a time, and stops the one that is under way when the service does.
 */
@Component
@EnableConfigurationProperties(ScaleLimits.class)
class ScaleRuns implements DisposableBean {

	private final ScaleLimits limits;

	private final int threads;

	private final Map<ScaleStyle, Engine> engines;

	private volatile @Nullable ScaleRun current;

	ScaleRuns(ScaleLimits limits, @Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor pool) {
		this.limits = limits;
		this.threads = pool.getCorePoolSize();
		this.engines = Map.of(ScaleStyle.ASYNC_POOL, new SleepingThreads(this::pool), ScaleStyle.WEBCLIENT,
				new ReactorDelay(), ScaleStyle.VIRTUAL_THREAD,
				new SleepingThreads(Executors::newVirtualThreadPerTaskExecutor), ScaleStyle.ASYNCIO,
				new AsyncioSleeps(), ScaleStyle.TIMER, new WheelTimer());
	}

	/**
	 * Starts a run.
	 * @param style what runs the tasks
	 * @param tasks how many
	 * @param delay how long each waits
	 * @return the run
	 * @throws BadParameterException if it would pass a bound
	 * @throws TooBusyException if another is under way
	 */
	synchronized ScaleRun start(ScaleStyle style, int tasks, Duration delay) {
		Forecast forecast = new Forecast(style, tasks, delay, this.threads);
		forecast.requireWithin(this.limits, Heap.room());
		ScaleRun other = this.current;
		if (other != null) {
			throw new TooBusyException("One run of this kind is under way, which is the most at once",
					other.remaining());
		}
		ScaleRun run = new ScaleRun(forecast, engine(style), () -> this.current = null);
		this.current = run;
		run.report().copy().orTimeout(this.limits.scaleTime().toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> {
			if (ex instanceof TimeoutException) {
				run.stop();
			}
			return null;
		});
		run.start();
		return run;
	}

	/**
	 * Cancels the tasks of the run that is under way, if one is.
	 * @return ends with whether there was one, when its report is there
	 */
	CompletableFuture<Boolean> stopCurrent() {
		ScaleRun run = this.current;
		if (run == null) {
			return CompletableFuture.completedFuture(false);
		}
		run.stop();
		return run.report().handle((_, _) -> true);
	}

	boolean isIdle() {
		return this.current == null;
	}

	@Override
	public void destroy() {
		stopCurrent();
	}

	private Engine engine(ScaleStyle style) {
		Engine engine = this.engines.get(style);
		if (engine == null) {
			throw new IllegalStateException("no engine for " + style);
		}
		return engine;
	}

	private ExecutorService pool() {
		return Executors.newFixedThreadPool(this.threads, Thread.ofPlatform().name("scale-pool-", 1).factory());
	}

}
