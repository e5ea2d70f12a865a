package dev.asynclab.scale;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.TooBusyException;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Starts runs, one at a time.
 */
@Component
@EnableConfigurationProperties(ScaleLimits.class)
class ScaleRuns {

	private final ScaleLimits limits;

	private final OneAtATime runs;

	ScaleRuns(ScaleLimits limits, RunningWork work) {
		this.limits = limits;
		this.runs = new OneAtATime("One run of this kind is under way, which is the most at once", work);
	}

	/**
	 * Starts a run.
	 * @param engine what runs the tasks
	 * @param tasks how many
	 * @param delay how long each waits
	 * @return the run
	 * @throws BadParameterException if it would pass a bound
	 * @throws TooBusyException if another is under way
	 */
	ScaleRun start(Engine engine, int tasks, Duration delay) {
		Forecast forecast = new Forecast(engine.profile(), tasks, delay);
		forecast.requireWithin(this.limits, Heap.room());
		ScaleRun run = this.runs.start(() -> new ScaleRun(forecast, engine));
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

}
