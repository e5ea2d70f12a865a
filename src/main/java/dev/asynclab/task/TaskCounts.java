package dev.asynclab.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.asynclab.job.Style;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the tasks of each style in each state. Tasks that have ended are counted from
 * the start of the service, even if they are no longer kept. The counts are metrics, too.
 */
@Component
class TaskCounts implements MeterBinder {

	private final Map<Key, AtomicLong> counts = new ConcurrentHashMap<>();

	void move(Style style, @Nullable State from, State to) {
		if (from == to) {
			return;
		}
		counter(style, to).incrementAndGet();
		if (from != null) {
			counter(style, from).decrementAndGet();
		}
	}

	long of(Style style, State state) {
		return counter(style, state).get();
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
			FunctionCounter.builder("asynclab.tasks.ended", this, (counts) -> counts.of(style, state))
				.description("Tasks that have ended")
				.tag("style", style.id())
				.tag("state", state.id())
				.register(registry);
		}
		else {
			Gauge.builder("asynclab.tasks", this, (counts) -> counts.of(style, state))
				.description("Tasks that are alive")
				.tag("style", style.id())
				.tag("state", state.id())
				.register(registry);
		}
	}

	private AtomicLong counter(Style style, State state) {
		return this.counts.computeIfAbsent(new Key(style, state), (_) -> new AtomicLong());
	}

	private record Key(Style style, State state) {

	}

}
