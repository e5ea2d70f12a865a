package dev.asynclab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.asynclab.lesson.ascompleted.AsyncPoolAsCompleted;
import dev.asynclab.lesson.gather.AsyncPoolGather;
import dev.asynclab.lesson.gather.AsyncPoolLimit;
import dev.asynclab.lesson.sequential.AsyncPoolSequential;
import dev.asynclab.lesson.shield.AsyncPoolShield;
import dev.asynclab.lesson.taskgroup.AsyncPoolTaskGroup;
import dev.asynclab.lesson.timeout.AsyncPoolTimeout;
import dev.asynclab.lesson.waitfor.AsyncPoolWaitFor;
import dev.asynclab.lesson.waiting.AsyncPoolWait;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A scenario of {@code @Async} calls: a task is the future of one, and whoever awaits is
 * a future too. To cancel is to cancel the future, which is then cancelled at once, and
 * to interrupt the thread of the pool.
 */
final class AsyncPoolScenario implements StyleRun {

	private static final Duration FOREVER = Duration.ofDays(365);

	private final Scenario scenario;

	private final Pool pool;

	private final Works<BlockingWork> works;

	private final Map<String, CompletableFuture<JsonNode>> tasks = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<CompletableFuture<?>> unattended = new ConcurrentLinkedQueue<>();

	private CompletableFuture<JsonNode> outer = new CompletableFuture<>();

	AsyncPoolScenario(Scenario scenario, EventLog log, Pool pool) {
		this.scenario = scenario;
		this.pool = pool;
		// A task is on a thread that may block already.
		this.works = new Works<>(scenario, (task) -> new BlockingWork(task, log, null, Callable::call));
	}

	@Override
	public Works<BlockingWork> works() {
		return this.works;
	}

	@Override
	public CompletableFuture<JsonNode> start() {
		List<String> own = this.scenario.combinator().leaf().own();
		List<String> names = new ArrayList<>(this.scenario.names());
		if (this.scenario.combinator().leaf() instanceof Combinator.Sequential) {
			names.removeAll(own);
		}
		List<BlockingWork> all = names.stream().map(this.works::create).toList();
		List<CompletableFuture<JsonNode>> started = start(all);
		for (int i = 0; i < names.size(); i++) {
			this.tasks.put(names.get(i), started.get(i));
		}
		this.outer = await(this.scenario.combinator());
		return this.outer;
	}

	private List<CompletableFuture<JsonNode>> start(List<BlockingWork> all) {
		Integer concurrency = this.scenario.concurrency();
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

	private CompletableFuture<JsonNode> start(BlockingWork work) {
		if (work.ending() != null) {
			CompletableFuture<JsonNode> cancelled = new CompletableFuture<>();
			cancelled.cancel(true);
			return cancelled;
		}
		Dequeue dequeue = new Dequeue();
		try {
			CompletableFuture<JsonNode> task = this.pool.submit(work, dequeue::set);
			onCancel(task, () -> {
				dequeue.run();
				work.cancel();
			});
			return task;
		}
		catch (Exception ex) {
			work.failBeforeBegin(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static void onCancel(CompletableFuture<?> future, Runnable action) {
		future.whenComplete((_, _) -> {
			if (future.isCancelled()) {
				action.run();
			}
		});
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
		this.works.cancelRest();
	}

	@Override
	public CompletableFuture<?> ended() {
		return CompletableFuture.allOf(this.unattended.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> this.works.settled())
			.thenCompose(Function.identity());
	}

	@Override
	public void close() {
	}

	private CompletableFuture<JsonNode> await(Combinator combinator) {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> task(name);
			case Combinator.Gather(var names, boolean returnExceptions) -> gather(tasks(names), returnExceptions);
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) ->
				// A copy, since to cancel the original would hide when it ends.
				unattended(array(new AsyncPoolSequential().sequential(calls(names)))).copy();
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new AsyncPoolWaitFor().waitFor(await(of), orForever(timeout));
			case Combinator.Timeout(Combinator.Sequential(var names), var timeout) ->
				array(new AsyncPoolTimeout().timeout(orForever(timeout), calls(names)));
			case Combinator.Timeout(Combinator of, var timeout) ->
				mapped(new AsyncPoolTimeout().timeout(orForever(timeout),
						List.<Supplier<CompletableFuture<JsonNode>>>of(() -> await(of))), List::getFirst);
			case Combinator.Shield(Combinator of) -> new AsyncPoolShield().shield(unattended(await(of)));
		};
	}

	private <T> CompletableFuture<T> unattended(CompletableFuture<T> future) {
		this.unattended.add(future);
		return future;
	}

	private CompletableFuture<JsonNode> task(String name) {
		CompletableFuture<JsonNode> task = this.tasks.get(name);
		if (task == null) {
			throw new IllegalStateException(name + " was not started");
		}
		return task;
	}

	private List<CompletableFuture<JsonNode>> tasks(List<String> names) {
		return names.stream().map(this::task).toList();
	}

	private List<Supplier<CompletableFuture<JsonNode>>> calls(List<String> names) {
		return names.stream()
			.<Supplier<CompletableFuture<JsonNode>>>map((name) -> () -> start(this.works.create(name)))
			.toList();
	}

	private static CompletableFuture<JsonNode> gather(List<CompletableFuture<JsonNode>> tasks,
			boolean returnExceptions) {
		AsyncPoolGather lesson = new AsyncPoolGather();
		return returnExceptions ? array(lesson.gatherReturningExceptions(tasks)) : array(lesson.gather(tasks));
	}

	private CompletableFuture<JsonNode> taskGroup(Combinator.TaskGroup combinator) {
		List<CompletableFuture<JsonNode>> group = new ArrayList<>(tasks(combinator.tasks()));
		if (combinator.body() != null) {
			// A group takes calls only, so its body is one more.
			group.add(start(this.works.create(combinator.body())));
		}
		return mapped(new AsyncPoolTaskGroup().taskGroup(group),
				(values) -> Values.array(values.subList(0, combinator.tasks().size())));
	}

	private CompletableFuture<JsonNode> wait(Combinator.Wait combinator) {
		Map<String, CompletableFuture<JsonNode>> waited = new LinkedHashMap<>();
		combinator.tasks().forEach((name) -> waited.put(name, task(name)));
		return mapped(
				new AsyncPoolWait().wait(List.copyOf(waited.values()), combinator.returnWhen(),
						orForever(combinator.timeout())),
				(parted) -> Values.doneAndPending(this.scenario.names(), waited, parted));
	}

	private CompletableFuture<JsonNode> asCompleted(Combinator.AsCompleted combinator) {
		List<CompletableFuture<Object>> results = tasks(combinator.tasks().stream().distinct().toList()).stream()
			.map((task) -> combinator.raiseOnError() ? task.<Object>thenApply(Function.identity())
					: task.handle((value, error) -> (error != null) ? error : value))
			.toList();
		return array(new AsyncPoolAsCompleted().asCompleted(results, orForever(combinator.timeout())));
	}

	private static <T> CompletableFuture<JsonNode> array(CompletableFuture<List<T>> source) {
		return mapped(source, Values::array);
	}

	// A dependent future does not hand a cancellation on.
	private static <T> CompletableFuture<JsonNode> mapped(CompletableFuture<T> source, Function<T, JsonNode> function) {
		CompletableFuture<JsonNode> target = source.thenApply(function);
		onCancel(target, () -> source.cancel(true));
		return target;
	}

	private static Duration orForever(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : FOREVER;
	}

	/**
	 * The pool behind {@code @Async}.
	 */
	interface Pool {

		/**
		 * Calls the code on a thread of the pool. Cancelling the future does not
		 * interrupt it.
		 * @param code blocking code
		 * @param queued is told how to take the code out of the queue
		 * @return the code's value or error
		 * @throws Exception if the pool refuses it
		 */
		CompletableFuture<JsonNode> submit(Callable<JsonNode> code, Consumer<Runnable> queued) throws Exception;

	}

	private static final class Dequeue {

		private @Nullable Runnable action;

		synchronized void set(Runnable action) {
			this.action = action;
		}

		synchronized void run() {
			if (this.action != null) {
				this.action.run();
			}
		}

	}

}
