package dev.asynclab.scale;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.job.AsyncPool;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.TooBusyException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Starts runs, one at a time.
 */
@Component
@EnableConfigurationProperties(ScaleLimits.class)
class ScaleRuns {

	private final ScaleLimits limits;

	private final int threads;

	private final Map<ScaleStyle, Engine> engines;

	private final OneAtATime runs;

	ScaleRuns(ScaleLimits limits, RunningWork work, @Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor pool) {
		this.limits = limits;
		this.runs = new OneAtATime("One run of this kind is under way, which is the most at once", work);
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
	ScaleRun start(ScaleStyle style, int tasks, Duration delay) {
		Forecast forecast = new Forecast(style, tasks, delay, this.threads);
		forecast.requireWithin(this.limits, Heap.room());
		ScaleRun run = this.runs.start(() -> new ScaleRun(forecast, engine(style)));
		run.report().orTimeout(this.limits.scaleTime().toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> {
			if (ex instanceof TimeoutException) {
				run.stop();
			}
			return null;
		});
		return run;
	}

	/**
	 * Cancels the tasks of the run that is under way, if one is.
	 * @return ends with whether there was one, when its report is there
	 */
	CompletableFuture<Boolean> stopCurrent() {
		return this.runs.stopCurrent();
	}

	boolean isIdle() {
		return this.runs.isIdle();
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
