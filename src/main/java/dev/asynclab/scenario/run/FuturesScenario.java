package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.JsonValues;
import tools.jackson.databind.JsonNode;

/**
 * A scenario whose tasks are futures. Cancelling a task cancels its future.
 *
 * @param <W> how the style does the work of a task
 */
abstract class FuturesScenario<W extends TaskWork> implements SpringScenario {

	private final Scenario scenario;

	private final WorkRegistry<W> works;

	private final Map<String, CompletableFuture<JsonNode>> tasks = new ConcurrentHashMap<>();

	private final Queue<CompletableFuture<?>> unattended = new ConcurrentLinkedQueue<>();

	private CompletableFuture<JsonNode> outer = new CompletableFuture<>();

	FuturesScenario(Scenario scenario, Function<ScenarioTask, W> work) {
		this.scenario = scenario;
		this.works = new WorkRegistry<>(scenario, work);
	}

	static Optional<UnsupportedPart> unsupportedPermits(Scenario scenario) {
		Combinator leaf = scenario.combinator().leaf();
		boolean mixed = leaf instanceof Combinator.Sequential && !leaf.own().containsAll(scenario.names());
		return UnsupportedPart
			.when(mixed && scenario.concurrency() != null, "concurrency", Sentence.of("unsupported.concurrency",
					"The limit is a queue of calls here, and calls that run in sequence beside it can't wait in it."),
					UnsupportedPart.VIRTUAL_THREAD);
	}

	// The scenario may limit how many of the tasks work at once.
	abstract List<CompletableFuture<JsonNode>> start(List<W> works);

	abstract CompletableFuture<JsonNode> startOuter(Combinator combinator);

	@Override
	public final WorkRegistry<W> works() {
		return this.works;
	}

	@Override
	public final CompletableFuture<JsonNode> start() {
		List<String> names = new ArrayList<>(this.scenario.names());
		if (this.scenario.combinator().leaf() instanceof Combinator.Sequential(var inSequence)) {
			names.removeAll(inSequence);
		}
		List<CompletableFuture<JsonNode>> started = start(names.stream().map(this.works::create).toList());
		for (int i = 0; i < names.size(); i++) {
			this.tasks.put(names.get(i), started.get(i));
		}
		this.outer = startOuter(this.scenario.combinator());
		return this.outer;
	}

	@Override
	public final boolean cancelOuter() {
		return cancel(this.outer);
	}

	@Override
	public final boolean cancel(String name) {
		CompletableFuture<JsonNode> task = this.tasks.get(name);
		return task != null && cancel(task);
	}

	// A future that was cancelled before would say true again.
	private static boolean cancel(CompletableFuture<?> future) {
		return !future.isDone() && future.cancel(true);
	}

	@Override
	public void cancelRest() {
		this.tasks.values().forEach((task) -> task.cancel(true));
		this.unattended.forEach((inner) -> inner.cancel(true));
		this.works.cancelRest();
	}

	@Override
	public final CompletableFuture<?> ended() {
		return CompletableFuture.allOf(this.unattended.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> this.works.settled())
			.thenCompose(Function.identity());
	}

	final Scenario scenario() {
		return this.scenario;
	}

	// The run waits for it, also if its awaiter has been cancelled.
	final <T> CompletableFuture<T> unattended(CompletableFuture<T> future) {
		this.unattended.add(future);
		return future;
	}

	final CompletableFuture<JsonNode> task(String name) {
		return Objects.requireNonNull(this.tasks.get(name));
	}

	final Map<String, CompletableFuture<JsonNode>> tasks(List<String> names) {
		return SpringScenario.once(names, this::task);
	}

	final JsonNode doneAndPending(Combinator.Wait wait, Map<Boolean, List<CompletableFuture<JsonNode>>> parted) {
		return JsonValues.doneAndPending(this.scenario.names(), tasks(wait.tasks()),
				parted.getOrDefault(true, List.of()));
	}

	final List<CompletableFuture<Object>> results(Combinator.AsCompleted combinator) {
		return tasks(combinator.tasks()).values()
			.stream()
			.map((task) -> combinator.raiseOnError() ? task.<Object>thenApply(Function.identity())
					: task.handle((value, error) -> (error != null) ? error : value))
			.toList();
	}

	static CompletableFuture<JsonNode> cancelled() {
		return CompletableFuture.failedFuture(new CancellationException());
	}

}
