package dev.asynclab.scale;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.load.Experiments;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Starts and stops runs.
 */
@Component
@EnableConfigurationProperties(ScaleLimits.class)
class ScaleRuns {

	private final Experiments experiments;

	private final ScaleLimits limits;

	ScaleRuns(Experiments experiments, ScaleLimits limits) {
		this.experiments = experiments;
		this.limits = limits;
	}

	ScaleRun start(Engine engine, int tasks, Duration delay) {
		Forecast forecast = new Forecast(engine.profile(), tasks, delay);
		// The lab itself needs the last quarter of the heap.
		forecast.requireWithin(this.limits, Runtime.getRuntime().maxMemory() / 4 * 3);
		ScaleRun run = this.experiments.start(() -> new ScaleRun(forecast, engine));
		run.report().orTimeout(this.limits.scaleTime().toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> {
			if (ex instanceof TimeoutException) {
				run.stop();
			}
			return null;
		});
		return run;
	}

	CompletableFuture<Boolean> stop() {
		return this.experiments.stopCurrent(ScaleRun.NAME);
	}

}
