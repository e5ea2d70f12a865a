package dev.asynclab.scenario.run;

import java.time.Duration;

import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.eventloop.Watchdog.Watch;
import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioParser;
import dev.asynclab.scenario.outcome.RunRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs scenarios on the {@code asyncio} package. The outcome is CPython's: exactly on the
 * virtual clock, and on the real one as far as the machine keeps up with the ticks.
 */
@Component
final class AsyncioRunner implements ScenarioRunner {

	/** Watches the loops on the real clock. */
	private final @Nullable Watchdog watchdog;

	AsyncioRunner(@Nullable Watchdog watchdog) {
		this.watchdog = watchdog;
	}

	@Override
	public Style style() {
		return Style.ASYNCIO;
	}

	@Override
	public RunRecord run(Scenario scenario, Clock clock) {
		AsyncioScenario run = new AsyncioScenario(scenario, (clock == Clock.VIRTUAL) ? new VirtualClock() : null);
		if (clock == Clock.VIRTUAL || this.watchdog == null) {
			return run.run(Style.ASYNCIO.id());
		}
		try (Watch watch = this.watchdog.watch(run.loop())) {
			return run.run(watch.name());
		}
	}

	/**
	 * Runs a scenario when the service is ready, so that a user's first scenario on the
	 * real clock does not lose half a tick to class loading. It delays neither the start
	 * nor a request.
	 */
	@EventListener(ApplicationReadyEvent.class)
	void warmUp() {
		Thread.ofVirtual()
			.name("warm-up-scenarios")
			.start(() -> run(new ScenarioParser(2, Duration.ofMinutes(1), 1024).parse("""
					{ "tasks": [ { "name": "A", "delayMs": 200 }, { "name": "B", "delayMs": 100, "outcome": "fail" } ],
					  "combinator": "taskgroup" }"""), Clock.VIRTUAL));
	}

}
