package dev.asynclab.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Counts the places that are taken: of runs, and of the tasks in all runs together.
 */
@Component
class AdmissionMeters implements MeterBinder {

	private final Admission admission;

	AdmissionMeters(Admission admission) {
		this.admission = admission;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("asynclab.admitted.runs", this.admission, Admission::runsTaken)
			.description("Runs under way")
			.register(registry);
		Gauge.builder("asynclab.admitted.tasks", this.admission, Admission::tasksTaken)
			.description("Places of tasks that are taken, by runs and by single tasks")
			.register(registry);
	}

}
