package dev.asynclab.cpubound;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.load.Experiments;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Starts and stops runs of CPU-bound jobs.
 */
@Component
@EnableConfigurationProperties(CpuBoundLimits.class)
class CpuBoundRuns {

	private final Experiments experiments;

	private final Limits limits;

	private final OwnServer server;

	private final Watchdog watchdog;

	CpuBoundRuns(Experiments experiments, Limits limits, OwnServer server, Watchdog watchdog) {
		this.experiments = experiments;
		this.limits = limits;
		this.server = server;
		this.watchdog = watchdog;
	}

	CpuBoundRun start(CpuSite on, int jobs, int size) {
		return this.experiments
			.start(() -> new CpuBoundRun(on, jobs, size, this.limits.blockTime(), this.server, this.watchdog));
	}

	CompletableFuture<Boolean> stop() {
		return this.experiments.stopCurrent(CpuBoundRun.NAME);
	}

}
