package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.ascompleted.AsyncPoolAsCompleted;
import dev.asynclab.lesson.gather.AsyncPoolGather;
import dev.asynclab.lesson.gather.AsyncPoolLimit;
import dev.asynclab.lesson.sequential.AsyncPoolSequential;
import dev.asynclab.lesson.shield.AsyncPoolShield;
import dev.asynclab.lesson.taskgroup.AsyncPoolTaskGroup;
import dev.asynclab.lesson.timeout.AsyncPoolTimeout;
import dev.asynclab.lesson.waitfor.AsyncPoolWaitFor;
import dev.asynclab.lesson.waiting.AsyncPoolWait;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.JsonValues;
import tools.jackson.databind.JsonNode;

/**
 * Runs a scenario in a style whose tasks are futures by themselves, such as an
 * {@code @Async} method returns, and what awaits tasks is a future too. A cancellation
 * cancels the future, which ends at once, and stops the work: in a pool it interrupts the
 * thread.
 *
 * @param <W> how the style does the work of a task
 */
final class AsyncPoolScenario<W extends TaskWork> extends FuturesScenario<W> {

	private final Function<W, CompletableFuture<JsonNode>> submit;

	AsyncPoolScenario(Scenario scenario, Function<ScenarioTask, W> work,
			Function<W, CompletableFuture<JsonNode>> submit) {
		super(scenario, work);
		this.submit = submit;
	}

	static ScenarioRunner runner(Pool pool, int threads) {
		// A function needs no other thread, since the pool's may block.
		return new RealClockRunner(Style.ASYNC_POOL, threads, AsyncPoolScenario::unsupported,
				(scenario, log) -> new AsyncPoolScenario<>(scenario,
						(task) -> new BlockingWork(task, log, null, UnaryOperator.identity()),
						(work) -> submit(pool, work)));
	}

	static Optional<UnsupportedPart> unsupported(Scenario scenario) {
		return UnsupportedPart
			.when(scenario.afterReturn() == AfterReturn.RUN, "afterReturn",
					Sentence.of("unsupported.after-return",
							"A pool outlives main, and cancels nothing when main has ended."),
					UnsupportedPart.VIRTUAL_THREAD)
			.or(() -> unsupportedPermits(scenario));
	}

	@Override
	CompletableFuture<JsonNode> startOuter(Combinator combinator) {
		return await(combinator);
	}

	@Override
	List<CompletableFuture<JsonNode>> start(List<W> all) {
		Integer concurrency = scenario().concurrency();
		if (concurrency == null) {
			return all.stream().map(this::start).toList();
		}
		List<Supplier<CompletableFuture<JsonNode>>> calls = all.stream()
			.<Supplier<CompletableFuture<JsonNode>>>map((work) -> () -> start(work))
			.toList();
		List<CompletableFuture<JsonNode>> waiting = new AsyncPoolLimit().start(calls, concurrency);
		for (int i = 0; i < all.size(); i++) {
			onCancel(waiting.get(i), all.get(i)::cancelBeforeBegin);
		}
		return waiting;
	}

	private CompletableFuture<JsonNode> start(W work) {
		return (work.ending() != null) ? cancelled() : this.submit.apply(work);
	}

	private static CompletableFuture<JsonNode> submit(Pool pool, BlockingWork work) {
		AtomicReference<Runnable> dequeue = new AtomicReference<>(() -> {
		});
		try {
			CompletableFuture<JsonNode> task = pool.submit(work, dequeue::set);
			onCancel(task, () -> {
				dequeue.get().run();
				work.cancel();
			});
			return task;
		}
		catch (Exception ex) {
			work.failBeforeBegin(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	static void onCancel(CompletableFuture<?> future, Runnable action) {
		future.whenComplete((_, _) -> {
			if (future.isCancelled()) {
				action.run();
			}
		});
	}

	@Override
	public void close() {
	}

	private CompletableFuture<JsonNode> await(Combinator combinator) {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> task(name);
			case Combinator.Gather(var names, boolean returnExceptions) ->
				gather(names.stream().map(this::task).toList(), returnExceptions);
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) ->
				// A copy, so that a cancellation does not hide when the original ends.
				unattended(array(new AsyncPoolSequential().sequential(calls(names)))).copy();
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new AsyncPoolWaitFor().waitFor(await(of), SpringScenario.orForever(timeout));
			case Combinator.Timeout(Combinator.Sequential(var names), var timeout) ->
				array(new AsyncPoolTimeout().timeout(SpringScenario.orForever(timeout), calls(names)));
			case Combinator.Timeout(Combinator of, var timeout) ->
				mapped(new AsyncPoolTimeout().timeout(SpringScenario.orForever(timeout),
						List.<Supplier<CompletableFuture<JsonNode>>>of(() -> await(of))), List::getFirst);
			case Combinator.Shield(Combinator of) -> new AsyncPoolShield().shield(unattended(await(of)));
		};
	}

	private List<Supplier<CompletableFuture<JsonNode>>> calls(List<String> names) {
		return names.stream()
			.<Supplier<CompletableFuture<JsonNode>>>map((name) -> () -> start(works().create(name)))
			.toList();
	}

	private static CompletableFuture<JsonNode> gather(List<CompletableFuture<JsonNode>> tasks,
			boolean returnExceptions) {
		AsyncPoolGather lesson = new AsyncPoolGather();
		return returnExceptions ? array(lesson.gatherReturningExceptions(tasks)) : array(lesson.gather(tasks));
	}

	private CompletableFuture<JsonNode> taskGroup(Combinator.TaskGroup combinator) {
		List<CompletableFuture<JsonNode>> group = new ArrayList<>(combinator.tasks().stream().map(this::task).toList());
		if (combinator.body() != null) {
			// The body is one more call, since a group takes calls only.
			group.add(start(works().create(combinator.body())));
		}
		return mapped(new AsyncPoolTaskGroup().taskGroup(group),
				(values) -> JsonValues.array(values.subList(0, combinator.tasks().size())));
	}

	private CompletableFuture<JsonNode> wait(Combinator.Wait combinator) {
		return mapped(
				new AsyncPoolWait().wait(List.copyOf(tasks(combinator.tasks()).values()), combinator.returnWhen(),
						SpringScenario.orForever(combinator.timeout())),
				(parted) -> doneAndPending(combinator, parted));
	}

	private CompletableFuture<JsonNode> asCompleted(Combinator.AsCompleted combinator) {
		return array(new AsyncPoolAsCompleted().asCompleted(results(combinator),
				SpringScenario.orForever(combinator.timeout())));
	}

	private static <T> CompletableFuture<JsonNode> array(CompletableFuture<List<T>> source) {
		return mapped(source, JsonValues::array);
	}

	// Cancelling a dependent future does not cancel its source.
	private static <T> CompletableFuture<JsonNode> mapped(CompletableFuture<T> source, Function<T, JsonNode> function) {
		CompletableFuture<JsonNode> target = source.thenApply(function);
		onCancel(target, () -> source.cancel(true));
		return target;
	}

	/**
	 * The pool behind {@code @Async}.
	 */
	interface Pool {

		// Cancelling the future does not interrupt the thread that runs the code. The
		// action that is queued takes the code out of the queue.
		CompletableFuture<JsonNode> submit(Callable<JsonNode> code, Consumer<Runnable> queued) throws Exception;

	}

}
