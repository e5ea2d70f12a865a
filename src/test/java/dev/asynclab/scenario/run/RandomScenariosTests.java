package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No scenario makes a style fail, or leaves work behind, however close its times are.
 */
@Timeout(120)
class RandomScenariosTests {

	@Test
	void everyScenarioEndsWithAnOutcome() throws Exception {
		try (StyleFixture styles = new StyleFixture();
				ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<JsonNode>> outcomes = new ArrayList<>();
			for (JsonNode line : StyleFixture.golden()) {
				Scenario scenario = StyleFixture.parse(hurried(line.get("scenario")));
				for (Style style : StyleFixture.STYLES) {
					if (styles.supports(scenario, style)) {
						outcomes.add(callers.submit(() -> styles.run(scenario, style)));
					}
				}
			}
			for (Future<JsonNode> outcome : outcomes) {
				assertThat(outcome.get(100, TimeUnit.SECONDS).at("/result/status").asString()).isIn("returned",
						"raised", "cancelled");
			}
		}
	}

	@Test
	void aGroupThatFailsBeforeItsBodyBeginsEnds() {
		try (StyleFixture styles = new StyleFixture()) {
			Scenario scenario = StyleFixture.PARSER.parse("""
					{"tasks": [{"name": "A"}], "combinator": {"type": "taskgroup", "body": {"delayMs": 10}},
					"cancelAt": {"target": "A", "atMs": 0}}""");
			for (Style style : StyleFixture.STYLES) {
				assertThat(styles.run(scenario, style).at("/tasks/A/state").asString()).isEqualTo("cancelled");
			}
		}
	}

	@Test
	void interruptingTheCallerEndsAll() throws Exception {
		try (StyleFixture styles = new StyleFixture()) {
			for (Style style : StyleFixture.STYLES) {
				Scenario scenario = StyleFixture.PARSER.parse("""
						{"tasks": [{"name": "A", "delayMs": 60000}, {"name": "B", "delayMs": 60000}, {"name": "C"}],
						"combinator": {"type": "shield", "of": {"type": "gather", "tasks": ["A", "C"]}}}""");
				AtomicReference<Throwable> thrown = new AtomicReference<>();
				Thread caller = Thread.ofVirtual().start(() -> {
					try {
						styles.run(scenario, style);
					}
					catch (Throwable ex) {
						thrown.set(ex);
					}
				});
				caller.interrupt();
				assertThat(caller.join(Duration.ofSeconds(50))).as(style.id()).isTrue();
				assertThat(thrown.get()).isInstanceOf(CancellationException.class);
			}
		}
	}

	// Ticks of a millisecond: much happens at once, and the order is anybody's.
	private static JsonNode hurried(JsonNode scenario) {
		return StyleFixture.stretched(scenario, 1, 50);
	}

}
