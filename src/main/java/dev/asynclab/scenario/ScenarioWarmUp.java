package dev.asynclab.scenario;

import java.time.Duration;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs a scenario on the virtual clock when the service is ready, so that the first that
 * a user runs on the real one does not lose half a tick to class loading. It delays no
 * request and no start.
 */
@Component
class ScenarioWarmUp {

	private static final ScenarioLimits LIMITS = new ScenarioLimits(2, Duration.ofMinutes(1), 1024);

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		Thread.ofVirtual().name("warm-up-scenarios").start(ScenarioWarmUp::run);
	}

	private static void run() {
		Scenario scenario = new ScenarioParser(LIMITS).parse("""
				{ "tasks": [ { "name": "A", "delayMs": 200 }, { "name": "B", "delayMs": 100, "outcome": "fail" } ],
				  "combinator": "taskgroup" }""");
		new AsyncioScenario(LIMITS).runVirtual(scenario);
	}

}
