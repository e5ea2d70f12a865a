package dev.asynclab.task;

import dev.asynclab.job.Style;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Metrics of the tasks of {@code /api/tasks}, by style and state: how many are alive, and
 * how many have ended.
 */
@Component
class TaskMeters implements MeterBinder {

	private final TaskCounts counts;

	TaskMeters(Tasks tasks) {
		this.counts = tasks.counts();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Style style : Style.values()) {
			for (State state : State.values()) {
				bind(style, state, registry);
			}
		}
	}

	private void bind(Style style, State state, MeterRegistry registry) {
		if (state.isEnd()) {
			FunctionCounter.builder("asynclab.tasks.ended", this.counts, (counts) -> counts.of(style, state))
				.description("Tasks that have ended")
				.tag("style", style.id())
				.tag("state", state.id())
				.register(registry);
		}
		else {
			Gauge.builder("asynclab.tasks", this.counts, (counts) -> counts.of(style, state))
				.description("Tasks that are alive")
				.tag("style", style.id())
				.tag("state", state.id())
				.register(registry);
		}
	}

}
