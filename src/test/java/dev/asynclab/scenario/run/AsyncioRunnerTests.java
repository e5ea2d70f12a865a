package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioParser;
import dev.asynclab.scenario.outcome.ScenarioOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class AsyncioRunnerTests {

	private final AsyncioRunner runner = new AsyncioRunner(null);

	@Test
	void prints() {
		JsonNode outcome = runVirtual("""
				{"id": 7, "tasks": [{"name": "a", "delayMs": 100, "value": 1}, {"name": "b", "delayMs": 200}],
				"combinator": "gather", "cancelAt": {"target": "b", "atMs": 150}}""");
		assertThat(outcome.toString()).startsWith("""
				{"id":7,"tickMs":50,"result":{"status":"cancelled","cancelling":0,"atMs":150},"pendingAtReturn":[],\
				"tasks":{"a":{"state":"done","value":1,"startMs":0,"endMs":100,"cancelling":0},\
				"b":{"state":"cancelled","startMs":0,"endMs":150,"cancelling":1}},\
				"log":[{"atMs":0,"task":"a","event":"started"},{"atMs":0,"task":"b","event":"started"},\
				{"atMs":100,"task":"a","event":"finished"},{"atMs":150,"task":"b","event":"cancelRequested"},\
				{"atMs":150,"task":"b","event":"cancelled"},{"atMs":150,"task":"outer","event":"cancelled"}],\
				"cancels":[{"target":"b","atMs":150,"accepted":true}],"unretrieved":[],"shutdownErrors":[],\
				"slowCallbacks":[],"rawOrder":["a:started","b:started","a:finished","b:cancelRequested",\
				"b:cancelled","outer:cancelled"],"lab":{"wallMs":150.0,""");
	}

	@Test
	void runsOnTheRealClock() {
		JsonNode outcome = runReal(
				"""
						{"tickMs": 10000, "tasks": [{"name": "a", "delayMs": 20, "thread": true}, {"name": "b", "blocking": true}],
						"combinator": {"type": "timeout", "timeoutMs": null, "of": "taskgroup"}}""");
		assertThat(outcome.at("/result/status").asString()).isEqualTo("returned");
		assertThat(outcome.at("/tasks/a/state").asString()).isEqualTo("done");
	}

	@Test
	void cancelsWhatWaitsInVainOnTheRealClockToo() {
		JsonNode outcome = runReal("""
				{"tickMs": 1, "tasks": [{"name": "a", "then": "wait"}, {"name": "b", "then": "get"}],
				"combinator": {"type": "gather", "tasks": ["a"]}}""");
		assertThat(outcome.at("/result/status").asString()).isEqualTo("cancelled");
		assertThat(outcome.at("/tasks/b/state").asString()).isEqualTo("cancelled");
	}

	@Test
	void reportsASlowStepBehindAShieldOnTheRealClockToo() {
		JsonNode outcome = runReal("""
				{"debug": true, "tasks": [{"name": "a", "delayMs": 120, "blocking": true}],
				"combinator": {"type": "shield", "of": "sequential"}}""");
		assertThat(outcome.get("slowCallbacks").valueStream()).isNotEmpty()
			.allSatisfy((slow) -> assertThat(slow.get("task").isNull()).isTrue());
	}

	@Test
	void takesNoTimeOnTheVirtualClock() {
		JsonNode outcome = runVirtual(
				"""
						{"tasks": [{"name": "a", "delayMs": 40000}, {"name": "b", "delayMs": 40000}], "combinator": "sequential"}""");
		assertThat(outcome.at("/result/atMs").asInt()).isEqualTo(80_000);
	}

	@Test
	void endsWhenTheCallerIsInterrupted() throws InterruptedException {
		Scenario scenario = parse("""
				{"tasks": [{"name": "a", "delayMs": 60000}], "combinator": "gather"}""");
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		CountDownLatch ended = new CountDownLatch(1);
		Thread caller = Thread.ofVirtual().start(() -> {
			try {
				this.runner.run(scenario, Clock.REAL);
			}
			catch (Throwable error) {
				thrown.set(error);
			}
			ended.countDown();
		});
		caller.interrupt();
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(thrown.get()).isInstanceOf(CancelledError.class);
	}

	private JsonNode runVirtual(String json) {
		return StyleFixture.outcome(parse(json));
	}

	private JsonNode runReal(String json) {
		return new ScenarioOutcome(this.runner.run(parse(json), Clock.REAL)).toJson();
	}

	private static Scenario parse(String json) {
		return new ScenarioParser(200, Duration.ofSeconds(60), 1024).parse(json);
	}

}
