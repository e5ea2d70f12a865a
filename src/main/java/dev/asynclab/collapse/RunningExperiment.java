package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * An experiment under way.
 */
final class RunningExperiment {

	private final CompletableFuture<CollapseReport> report = new CompletableFuture<>();

	private @Nullable Experiment experiment;

	private boolean stopped;

	synchronized void begin(Experiment experiment) {
		this.experiment = experiment;
		if (this.stopped) {
			experiment.stop();
		}
	}

	/**
	 * The report, when nothing of the experiment is left.
	 * @return the report, of what was measured until then if it was stopped
	 */
	CompletableFuture<CollapseReport> report() {
		return this.report;
	}

	/**
	 * Ends the experiment now. The report follows at once.
	 */
	synchronized void stop() {
		this.stopped = true;
		if (this.experiment != null) {
			this.experiment.stop();
		}
	}

}
