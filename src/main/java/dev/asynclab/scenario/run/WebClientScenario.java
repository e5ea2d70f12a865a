package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.ascompleted.WebClientAsCompleted;
import dev.asynclab.lesson.gather.WebClientGather;
import dev.asynclab.lesson.sequential.WebClientSequential;
import dev.asynclab.lesson.shield.WebClientShield;
import dev.asynclab.lesson.taskgroup.WebClientTaskGroup;
import dev.asynclab.lesson.timeout.WebClientTimeout;
import dev.asynclab.lesson.waitfor.WebClientWaitFor;
import dev.asynclab.lesson.waiting.WebClientWait;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.JsonValues;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import tools.jackson.databind.JsonNode;

/**
 * Runs a scenario in style webclient, on an event loop of its own with one thread: a task
 * is a Mono that {@link Mono#toFuture()} has started, and what awaits tasks subscribes to
 * them. A cancellation cancels the subscription.
 */
final class WebClientScenario extends FuturesScenario<ReactiveWork> {

	// The key in Reactor's context of the hook for errors that come without a
	// subscriber.
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private final Scheduler loop;

	private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();

	private WebClientScenario(Scenario scenario, EventLog log, Scheduler loop, Scheduler workers) {
		super(scenario, (task) -> new ReactiveWork(task, log, loop, workers));
		this.loop = loop;
	}

	static ScenarioRunner runner(Scheduler workers) {
		return new RealClockRunner(Style.WEBCLIENT, Integer.MAX_VALUE, WebClientScenario::unsupported, (scenario,
				log) -> new WebClientScenario(scenario, log, Schedulers.newSingle("scenario-loop", true), workers));
	}

	private static Optional<UnsupportedPart> unsupported(Scenario scenario) {
		return IntStream.range(0, scenario.tasks().size())
			.filter((i) -> scenario.tasks().get(i).onCancel() != OnCancel.PROPAGATE)
			.mapToObj((i) -> new UnsupportedPart("tasks[" + i + "].onCancel",
					Sentence.of("unsupported.on-cancel",
							"A cancelled subscription ends at once: it can't refuse, return a value or fail."),
					UnsupportedPart.VIRTUAL_THREAD))
			.findFirst()
			.or(() -> unsupportedPermits(scenario));
	}

	@Override
	CompletableFuture<JsonNode> startOuter(Combinator combinator) {
		return underWay(await(combinator));
	}

	@Override
	List<CompletableFuture<JsonNode>> start(List<ReactiveWork> works) {
		List<Waiting> waiting = works.stream().map((work) -> new Waiting(work, Sinks.empty())).toList();
		List<CompletableFuture<JsonNode>> started = waiting.stream()
			.map((each) -> (each.work().ending() != null) ? cancelled()
					: underWay(each.work().mono(each.turn().asMono())))
			.toList();
		Integer concurrency = scenario().concurrency();
		// Like a semaphore: flatMap subscribes to this number of tasks at once.
		Flux.fromIterable(waiting)
			.flatMap(Waiting::run, (concurrency != null) ? concurrency : Integer.MAX_VALUE)
			.subscribe();
		return started;
	}

	@Override
	public void deliver(Runnable event) {
		this.loop.schedule(event);
	}

	@Override
	public String loop() {
		return Style.WEBCLIENT.id();
	}

	// Reactor drops the errors of these tasks, and would log them.
	@Override
	public List<String> unretrieved() {
		return works().failedWith(this.dropped);
	}

	@Override
	public void close() {
		this.loop.dispose();
	}

	private Mono<JsonNode> await(Combinator combinator) {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> call(name);
			case Combinator.Gather(var names, boolean returnExceptions) -> gather(names, returnExceptions);
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) ->
				new WebClientSequential().sequential(names.stream().map(this::callLater).toList())
					.map(JsonValues::array);
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new WebClientWaitFor().waitFor(await(of), SpringScenario.orForever(timeout));
			case Combinator.Timeout(Combinator of, var timeout) ->
				new WebClientTimeout().timeout(SpringScenario.orForever(timeout), List.of(await(of)))
					.map(List::getFirst);
			case Combinator.Shield(Combinator.Leaf(String name)) -> new WebClientShield().shield(task(name));
			case Combinator.Shield(Combinator of) ->
				Mono.defer(() -> new WebClientShield().shield(unattended(underWay(await(of)))));
		};
	}

	// Each Mono here has a value, where toFuture() allows for one that has none.
	@SuppressWarnings("NullAway")
	private CompletableFuture<JsonNode> underWay(Mono<JsonNode> mono) {
		Consumer<Throwable> onErrorDropped = (error) -> this.dropped.add(JsonValues.unwrapped(error));
		return mono.contextWrite(Context.of(ON_ERROR_DROPPED, onErrorDropped)).toFuture();
	}

	// Cancelling the subscription cancels the task.
	private Mono<JsonNode> call(String name) {
		return Mono.fromFuture(task(name));
	}

	private Mono<JsonNode> callLater(String name) {
		return Mono.defer(() -> works().create(name).mono(Mono.empty()));
	}

	private Mono<JsonNode> gather(List<String> names, boolean returnExceptions) {
		WebClientGather lesson = new WebClientGather();
		Map<String, Mono<JsonNode>> calls = SpringScenario.once(names, this::call);
		List<Mono<JsonNode>> arguments = names.stream().map(calls::get).toList();
		return returnExceptions ? lesson.gatherReturningExceptions(arguments, Integer.MAX_VALUE).map(JsonValues::array)
				: lesson.gather(arguments, Integer.MAX_VALUE).map(JsonValues::array);
	}

	private Mono<JsonNode> taskGroup(Combinator.TaskGroup combinator) {
		List<Mono<JsonNode>> group = new ArrayList<>(combinator.tasks().stream().map(this::call).toList());
		if (combinator.body() != null) {
			// The body is one more call, since a group takes calls only. It does not
			// begin if a task has failed before.
			ScenarioTask body = combinator.body();
			group.add(Mono.defer(() -> works().create(body).mono(Mono.empty())));
		}
		return new WebClientTaskGroup().taskGroup(group)
			.map((values) -> JsonValues.array(values.subList(0, combinator.tasks().size())));
	}

	private Mono<JsonNode> wait(Combinator.Wait combinator) {
		return new WebClientWait()
			.wait(List.copyOf(tasks(combinator.tasks()).values()), combinator.returnWhen(),
					SpringScenario.orForever(combinator.timeout()))
			.map((parted) -> doneAndPending(combinator, parted));
	}

	private Mono<JsonNode> asCompleted(Combinator.AsCompleted combinator) {
		return new WebClientAsCompleted()
			.asCompleted(results(combinator), SpringScenario.orForever(combinator.timeout()))
			.map(JsonValues::array);
	}

	private record Waiting(ReactiveWork work, Sinks.Empty<Void> turn) {

		Mono<Void> run() {
			if (this.work.ending() != null) {
				return Mono.empty();
			}
			this.turn.tryEmitEmpty();
			return Mono.fromFuture(this.work.settled(), true);
		}

	}

}
