package dev.asynclab.scale;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.notation.Sentence;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Starts runs, one at a time.
 */
@Component
@EnableConfigurationProperties(ScaleLimits.class)
class ScaleRuns extends OneAtATime {

	private final ScaleLimits limits;

	ScaleRuns(ScaleLimits limits, RunningWork work) {
		super(Sentence.of("busy.scale",
				"A run with many tasks is under way. Only one may run at a time. DELETE /api/scale stops it."), work);
		this.limits = limits;
	}

	ScaleRun start(Engine engine, int tasks, Duration delay) {
		Forecast forecast = new Forecast(engine.profile(), tasks, delay);
		// The lab itself needs the last quarter of the heap.
		forecast.requireWithin(this.limits, Runtime.getRuntime().maxMemory() / 4 * 3);
		ScaleRun run = start(() -> new ScaleRun(forecast, engine));
		run.report().orTimeout(this.limits.scaleTime().toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> {
			if (ex instanceof TimeoutException) {
				run.stop();
			}
			return null;
		});
		return run;
	}

}
