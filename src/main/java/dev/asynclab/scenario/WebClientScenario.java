package dev.asynclab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.asynclab.lesson.ascompleted.WebClientAsCompleted;
import dev.asynclab.lesson.gather.WebClientGather;
import dev.asynclab.lesson.sequential.WebClientSequential;
import dev.asynclab.lesson.shield.WebClientShield;
import dev.asynclab.lesson.taskgroup.WebClientTaskGroup;
import dev.asynclab.lesson.timeout.WebClientTimeout;
import dev.asynclab.lesson.waitfor.WebClientWaitFor;
import dev.asynclab.lesson.waiting.WebClientWait;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import tools.jackson.databind.JsonNode;

/**
 * A scenario of Monos, on an event loop of its own with one thread: a task is a Mono
 * under way, as {@link Mono#toFuture()} starts it, and whoever awaits is a subscriber. To
 * cancel is to dispose of the subscription.
 */
final class WebClientScenario implements StyleRun {

	/**
	 * Where Reactor looks for what a subscriber wants to do with errors that come too
	 * late for it.
	 */
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private static final Duration FOREVER = Duration.ofDays(365);

	private final Scheduler loop = Schedulers.newSingle("scenario-loop", true);

	private final Scenario scenario;

	private final Works<ReactiveWork> works;

	private final Map<String, CompletableFuture<JsonNode>> tasks = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<CompletableFuture<?>> unattended = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<Throwable> dropped = new ConcurrentLinkedQueue<>();

	private CompletableFuture<JsonNode> outer = new CompletableFuture<>();

	/**
	 * Creates a run.
	 * @param scenario what to run
	 * @param log where it is written down
	 * @param workers threads that may block
	 */
	WebClientScenario(Scenario scenario, EventLog log, Scheduler workers) {
		this.scenario = scenario;
		this.works = new Works<>(scenario, (task) -> new ReactiveWork(task, log, this.loop, workers));
	}

	@Override
	public Works<ReactiveWork> works() {
		return this.works;
	}

	@Override
	public CompletableFuture<JsonNode> start() {
		List<String> names = new ArrayList<>(this.scenario.names());
		if (this.scenario.combinator().leaf() instanceof Combinator.Sequential(var own)) {
			names.removeAll(own);
		}
		startTasks(names);
		this.outer = underWay(await(this.scenario.combinator()));
		return this.outer;
	}

	private void startTasks(List<String> names) {
		List<Waiting> waiting = names.stream()
			.map((name) -> new Waiting(this.works.create(name), Sinks.empty()))
			.toList();
		waiting.forEach((each) -> this.tasks.put(each.work().task().name(),
				future(each.work(), each.work().mono(each.turn().asMono()))));
		Integer concurrency = this.scenario.concurrency();
		// As a semaphore would: flatMap makes so many wait for their end at once.
		Flux.fromIterable(waiting)
			.flatMap(Waiting::run, (concurrency != null) ? concurrency : Integer.MAX_VALUE)
			.subscribe();
	}

	private CompletableFuture<JsonNode> future(ReactiveWork work, Mono<JsonNode> mono) {
		if (work.ending() != null) {
			CompletableFuture<JsonNode> cancelled = new CompletableFuture<>();
			cancelled.cancel(true);
			return cancelled;
		}
		return underWay(mono);
	}

	@Override
	public boolean cancelOuter() {
		return cancel(this.outer);
	}

	@Override
	public boolean cancel(String name) {
		CompletableFuture<JsonNode> task = this.tasks.get(name);
		return task != null && cancel(task);
	}

	// It returns true of a future that was cancelled before, too.
	private static boolean cancel(CompletableFuture<?> future) {
		return !future.isDone() && future.cancel(true);
	}

	@Override
	public void cancelRest() {
		this.tasks.values().forEach((task) -> task.cancel(true));
		this.unattended.forEach((inner) -> inner.cancel(true));
	}

	@Override
	public void deliver(Runnable event) {
		this.loop.schedule(event);
	}

	@Override
	public CompletableFuture<?> ended() {
		return CompletableFuture.allOf(this.unattended.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> this.works.settled())
			.thenCompose(Function.identity());
	}

	/**
	 * What Reactor calls dropped errors, which it would log.
	 */
	@Override
	public List<String> unretrieved() {
		return this.works.failedWith(this.dropped);
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
				new WebClientSequential().sequential(names.stream().map(this::callLater).toList()).map(Values::array);
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new WebClientWaitFor().waitFor(await(of), orForever(timeout));
			case Combinator.Timeout(Combinator of, var timeout) ->
				new WebClientTimeout().timeout(orForever(timeout), List.of(await(of))).map(List::getFirst);
			case Combinator.Shield(Combinator.Leaf(String name)) -> new WebClientShield().shield(task(name));
			case Combinator.Shield(Combinator of) -> Mono.defer(() -> new WebClientShield().shield(unattended(of)));
		};
	}

	// Each Mono here has a value, where toFuture() allows for one that has none.
	@SuppressWarnings("NullAway")
	private CompletableFuture<JsonNode> underWay(Mono<JsonNode> mono) {
		Consumer<Throwable> onErrorDropped = (error) -> this.dropped.add(Values.unwrapped(error));
		return mono.contextWrite(Context.of(ON_ERROR_DROPPED, onErrorDropped)).toFuture();
	}

	private CompletableFuture<JsonNode> unattended(Combinator of) {
		CompletableFuture<JsonNode> inner = underWay(await(of));
		this.unattended.add(inner);
		return inner;
	}

	private CompletableFuture<JsonNode> task(String name) {
		CompletableFuture<JsonNode> task = this.tasks.get(name);
		if (task == null) {
			throw new IllegalStateException(name + " was not started");
		}
		return task;
	}

	// The task as a call: to cancel the subscription is to cancel the task.
	private Mono<JsonNode> call(String name) {
		return Mono.fromFuture(task(name));
	}

	private Mono<JsonNode> callLater(String name) {
		return Mono.defer(() -> this.works.create(name).mono(Mono.empty()));
	}

	// One call for a name, however often it is awaited.
	private Map<String, Mono<JsonNode>> calls(List<String> names) {
		Map<String, Mono<JsonNode>> calls = new LinkedHashMap<>();
		names.forEach((name) -> calls.computeIfAbsent(name, this::call));
		return calls;
	}

	private Mono<JsonNode> gather(List<String> names, boolean returnExceptions) {
		WebClientGather lesson = new WebClientGather();
		Map<String, Mono<JsonNode>> calls = calls(names);
		List<Mono<JsonNode>> arguments = names.stream().map(calls::get).toList();
		return returnExceptions ? lesson.gatherReturningExceptions(arguments, Integer.MAX_VALUE).map(Values::array)
				: lesson.gather(arguments, Integer.MAX_VALUE).map(Values::array);
	}

	private Mono<JsonNode> taskGroup(Combinator.TaskGroup combinator) {
		List<Mono<JsonNode>> group = new ArrayList<>(combinator.tasks().stream().map(this::call).toList());
		if (combinator.body() != null) {
			// A group takes calls only, so its body is one more, which has no turn if a
			// task has failed by then.
			Combinator.Body body = combinator.body();
			group.add(Mono.defer(() -> this.works.create(body).mono(Mono.empty())));
		}
		return new WebClientTaskGroup().taskGroup(group)
			.map((values) -> Values.array(values.subList(0, combinator.tasks().size())));
	}

	private Mono<JsonNode> wait(Combinator.Wait combinator) {
		Map<String, CompletableFuture<JsonNode>> waited = new LinkedHashMap<>();
		combinator.tasks().forEach((name) -> waited.put(name, task(name)));
		return new WebClientWait()
			.wait(List.copyOf(waited.values()), combinator.returnWhen(), orForever(combinator.timeout()))
			.map((parted) -> Values.doneAndPending(this.scenario.names(), waited, parted));
	}

	private Mono<JsonNode> asCompleted(Combinator.AsCompleted combinator) {
		List<CompletableFuture<Object>> results = combinator.tasks()
			.stream()
			.distinct()
			.map(this::task)
			.map((task) -> combinator.raiseOnError() ? task.<Object>thenApply(Function.identity())
					: task.handle((value, error) -> (error != null) ? error : value))
			.toList();
		return new WebClientAsCompleted().asCompleted(results, orForever(combinator.timeout())).map(Values::array);
	}

	private static Duration orForever(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : FOREVER;
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
