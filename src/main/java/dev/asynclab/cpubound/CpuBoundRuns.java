package dev.asynclab.cpubound;

import dev.asynclab.admission.Limits;
import dev.asynclab.admission.OneAtATime;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.notation.Sentence;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Runs CPU-bound jobs, one run at a time, since two runs would share the processors.
 */
@Component
@EnableConfigurationProperties(CpuBoundLimits.class)
class CpuBoundRuns extends OneAtATime {

	private final Limits limits;

	private final OwnServer server;

	CpuBoundRuns(Limits limits, OwnServer server, RunningWork work) {
		super(Sentence.of("busy.cpu-bound",
				"CPU-bound jobs are under way. Two runs at once would share the processors."), work);
		this.limits = limits;
		this.server = server;
	}

	CpuBoundRun start(CpuSite on, int jobs, int size) {
		return start(() -> new CpuBoundRun(on, jobs, size, this.limits.blockTime(), this.server));
	}

}
