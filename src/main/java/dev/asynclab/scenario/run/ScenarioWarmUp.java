package dev.asynclab.scenario.run;

import java.time.Duration;

import dev.asynclab.scenario.grammar.ScenarioParser;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs a scenario on the virtual clock when the service is ready, so that a user's first
 * scenario on the real clock does not lose half a tick to class loading. It delays
 * neither the start nor a request.
 */
@Component
class ScenarioWarmUp {

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		Thread.ofVirtual().name("warm-up-scenarios").start(ScenarioWarmUp::run);
	}

	private static void run() {
		new AsyncioRunner(null).run(new ScenarioParser(2, Duration.ofMinutes(1), 1024).parse("""
				{ "tasks": [ { "name": "A", "delayMs": 200 }, { "name": "B", "delayMs": 100, "outcome": "fail" } ],
				  "combinator": "taskgroup" }"""), Clock.VIRTUAL);
	}

}
