package dev.asynclab.scenario.grammar;

import java.time.Duration;

import dev.asynclab.scenario.grammar.Scenario.Queue.Order;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScenarioParserTests {

	private final ScenarioParser parser = new ScenarioParser(3, Duration.ofSeconds(60), 1024);

	@Test
	void fillsInDefaults() {
		Scenario scenario = this.parser.parse("""
				{"tasks": [{"name": "a"}], "combinator": "gather"}""");
		ScenarioTask task = scenario.task("a");
		assertThat(task.delay()).isZero();
		assertThat(task.outcome()).isEqualTo(Outcome.OK);
		assertThat(task.onCancel()).isEqualTo(OnCancel.PROPAGATE);
		assertThat(task.value().isNull()).isTrue();
		assertThat(task.then()).isEqualTo(Then.NOTHING);
		assertThat(scenario.queue()).isEqualTo(new Scenario.Queue(Order.FIFO, 0));
		assertThat(scenario.patience()).isNull();
		assertThat(scenario.tickMs()).isEqualTo(50);
		assertThat(scenario.combinator()).isInstanceOfSatisfying(Combinator.Gather.class,
				(gather) -> assertThat(gather.tasks()).containsExactly("a"));
	}

	@Test
	void takesTheOnlyTaskWhereNothingIsToBeAwaited() {
		Scenario scenario = this.parser.parse("""
				{"tasks": [{"name": "a"}], "combinator": {"type": "waitFor", "timeoutMs": null}}""");
		assertThat(scenario.combinator()).isEqualTo(new Combinator.WaitFor(new Combinator.Leaf("a"), null));
	}

	@Test
	void expectsEveryTaskThatWaitsAtTheBarrier() {
		Scenario scenario = this.parser.parse("""
				{"tasks": [{"name": "a", "then": "barrier"}, {"name": "b", "then": "barrier"}, {"name": "c"}],
				"combinator": "gather"}""");
		assertThat(scenario.barrier()).isEqualTo(2);
	}

	@Test
	void hasPatienceForAllTimesInARow() {
		Scenario scenario = this.parser.parse("""
				{"tasks": [{"name": "a", "delayMs": 1, "cleanupMs": 2, "then": "wait"}, {"name": "b", "delayMs": 4}],
				"combinator": {"type": "timeout", "timeoutMs": 8, "of": {"type": "waitFor", "timeoutMs": -1000,
				"of": {"type": "wait", "timeoutMs": 16}}}, "tickMs": 100,
				"cancelAt": [{"target": "a", "atMs": 32}, {"target": "a", "atMs": 5}]}""");
		assertThat(scenario.patience()).isEqualTo(Duration.ofMillis(1063));
		assertThat(scenario.longest(1)).isEqualTo(Duration.ofMillis(2126));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[]                                                                        | ``
					{"combinator": "gather"}                                                  | tasks
					{"tasks": []}                                                             | combinator
					{"tasks": [{"name": "a", "delayMs": -1}], "combinator": "gather"}         | tasks[0].delayMs
					{"tasks": [{"name": "a", "delayMs": 60001}], "combinator": "gather"}      | tasks[0].delayMs
					{"tasks": [{"name": "a", "delayMs": "1"}], "combinator": "gather"}        | tasks[0].delayMs
					{"tasks": [{"name": "a", "delayMs": 1e999}], "combinator": "gather"}      | tasks[0].delayMs
					{"tasks": [{"name": "a", "delay": 1}], "combinator": "gather"}            | tasks[0].delay
					{"tasks": [{"name": "a"}, {"name": "a"}], "combinator": "gather"}         | tasks[1].name
					{"tasks": [{"name": "outer"}], "combinator": "gather"}                    | tasks[0].name
					{"tasks": [{"name": ""}], "combinator": "gather"}                         | tasks[0].name
					{"tasks": [{"name": "a", "outcome": "maybe"}], "combinator": "gather"}    | tasks[0].outcome
					{"tasks": [{"name": "a", "blocking": true, "thread": true}], "combinator": "gather"} | tasks[0].thread
					{"tasks": [{"name": "a", "error": {"kind": 1}}], "combinator": "gather"}  | tasks[0].error.kind
					{"tasks": [{"name": "a"}], "combinator": "race"}                          | combinator
					{"tasks": [{"name": "a"}], "combinator": {"type": "race"}}                | combinator.type
					{"tasks": [{"name": "a"}], "combinator": {"type": "gather", "tasks": ["b"]}} | combinator.tasks[0]
					{"tasks": [{"name": "a"}], "combinator": "waitFor"}                       | combinator.timeoutMs
					{"tasks": [{"name": "a"}], "combinator": {"type": "shield", "of": {"type": "wait", "returnWhen": "x"}}} | combinator.of.returnWhen
					{"tasks": [{"name": "a"}, {"name": "b"}], "combinator": "shield"}         | combinator.of
					{"tasks": [], "combinator": "gather", "concurrency": 0}                   | concurrency
					{"tasks": [], "combinator": "gather", "barrier": 0}                       | barrier
					{"tasks": [], "combinator": "gather", "barrier": 4}                       | barrier
					{"tasks": [], "combinator": "gather", "queue": 1}                         | queue
					{"tasks": [], "combinator": "gather", "queue": "stack"}                   | queue
					{"tasks": [], "combinator": "gather", "queue": {"type": "stack"}}         | queue.type
					{"tasks": [], "combinator": "gather", "queue": {"size": 1}}               | queue.size
					{"tasks": [], "combinator": "gather", "queue": {"maxsize": -1}}           | queue.maxsize
					{"tasks": [], "combinator": "gather", "queue": {"maxsize": 4}}            | queue.maxsize
					{"tasks": [{"name": "a", "then": "sleep"}], "combinator": "gather"}       | tasks[0].then
					{"tasks": [{"name": "a", "then": "get", "thread": true}], "combinator": "gather"} | tasks[0].then
					{"tasks": [{"name": "a"}, {"name": "b", "then": "put"}], "combinator": "gather", "queue": "priority"} | tasks[1].value
					{"tasks": [{"name": "a", "then": "put", "value": 1.5}], "combinator": "gather", "queue": "priority"} | tasks[0].value
					{"tasks": [], "combinator": "gather", "tickMs": 0}                        | tickMs
					{"tasks": [], "combinator": "gather", "debug": 1}                         | debug
					{"tasks": [], "combinator": "gather", "speed": 1}                         | speed
					{"tasks": [], "combinator": "gather", "cancelAt": {"target": "a", "atMs": 1}} | cancelAt.target
					{"tasks": [{"name": "a"}], "combinator": "sequential", "cancelAt": [{"target": "a", "atMs": 1}]} | cancelAt[0].target
					{"tasks": [], "combinator": "gather", "cancelAt": [{"target": "outer"}]}  | cancelAt[0].atMs
					""")
	void namesThePathOfWhatIsWrong(String json, String path) {
		assertThatExceptionOfType(InvalidScenarioException.class).isThrownBy(() -> this.parser.parse(json))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path));
	}

	@Test
	void refusesMoreTasksThanTheLimit() {
		assertThatExceptionOfType(InvalidScenarioException.class).isThrownBy(() -> this.parser.parse("""
				{"tasks": [{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}], "combinator": "gather"}"""))
			.withMessage("tasks: got 4 elements, expected at most 3");
	}

	@Test
	void refusesMoreTextThanTheLimit() {
		assertThatExceptionOfType(InvalidScenarioException.class).isThrownBy(() -> this.parser.parse(" ".repeat(1025)))
			.withMessageContaining("1024 bytes");
	}

	@Test
	void refusesWhatIsNoJson() {
		assertThatExceptionOfType(InvalidScenarioException.class).isThrownBy(() -> this.parser.parse("{"))
			.withMessageContaining("JSON");
	}

}
