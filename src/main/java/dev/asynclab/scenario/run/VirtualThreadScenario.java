package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.ascompleted.VirtualThreadAsCompleted;
import dev.asynclab.lesson.gather.VirtualThreadGather;
import dev.asynclab.lesson.sequential.VirtualThreadSequential;
import dev.asynclab.lesson.shield.VirtualThreadShield;
import dev.asynclab.lesson.taskgroup.VirtualThreadTaskGroup;
import dev.asynclab.lesson.timeout.VirtualThreadTimeout;
import dev.asynclab.lesson.tothread.VirtualThreadToThread;
import dev.asynclab.lesson.waitfor.VirtualThreadWaitFor;
import dev.asynclab.lesson.waiting.VirtualThreadWait;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.JsonValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a scenario in style virtual-thread: each task is blocking code on a virtual
 * thread, and what awaits tasks has a virtual thread too. A cancellation interrupts the
 * thread.
 */
final class VirtualThreadScenario implements SpringScenario {

	private final RunThreads threads = new RunThreads();

	private final ExecutorService executor = Executors.newThreadPerTaskExecutor(this.threads);

	private final VirtualThreadToThread toThread = new VirtualThreadToThread(this.executor);

	private final Scenario scenario;

	private final WorkRegistry<BlockingWork> works;

	private final CompletableFuture<JsonNode> result = new CompletableFuture<>();

	private final Thread outer = this.threads.newThread(this::run);

	private VirtualThreadScenario(Scenario scenario, EventLog log) {
		this.scenario = scenario;
		Integer concurrency = scenario.concurrency();
		Semaphore semaphore = (concurrency != null) ? new Semaphore(concurrency, true) : null;
		this.works = new WorkRegistry<>(scenario,
				(task) -> new BlockingWork(task, log, semaphore, (function) -> () -> awaitThread(function)));
	}

	static ScenarioRunner runner() {
		return new RealClockRunner(Style.VIRTUAL_THREAD, Integer.MAX_VALUE, (_) -> Optional.empty(),
				VirtualThreadScenario::new);
	}

	@Override
	public WorkRegistry<BlockingWork> works() {
		return this.works;
	}

	@Override
	public CompletableFuture<JsonNode> start() {
		this.outer.start();
		return this.result;
	}

	@Override
	public boolean cancelOuter() {
		boolean awaits = !this.result.isDone();
		if (awaits) {
			this.outer.interrupt();
		}
		return awaits;
	}

	@Override
	public boolean cancel(String name) {
		BlockingWork work = this.works.get(name);
		return work != null && work.cancel();
	}

	@Override
	public void cancelRest() {
		this.works.cancelRest();
	}

	@Override
	public CompletableFuture<?> ended() {
		return this.threads.ended();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private void run() {
		try {
			List<String> awaited = awaited(this.scenario.combinator().leaf());
			for (String name : this.scenario.names()) {
				if (!awaited.contains(name)) {
					this.executor.submit(this.works.create(name));
				}
			}
			this.result.complete(await(this.scenario.combinator()));
		}
		catch (Throwable ex) {
			this.result.completeExceptionally(ex);
		}
	}

	// The lessons start these tasks themselves.
	private static List<String> awaited(Combinator leaf) {
		return switch (leaf) {
			case Combinator.Leaf(String name) -> List.of(name);
			case Combinator.Gather(var names, var _) -> names;
			case Combinator.Wait(var names, var _, var _) -> names;
			case Combinator.AsCompleted(var names, var _, var _) -> names;
			default -> leaf.own();
		};
	}

	private JsonNode await(Combinator combinator) throws Exception {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> this.works.create(name).call();
			case Combinator.Gather(var names, boolean returnExceptions) -> gather(names, returnExceptions);
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) -> JsonValues
				.array(new VirtualThreadSequential().sequential(names.stream().map(this::callLater).toList()));
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new VirtualThreadWaitFor(this.threads).waitFor(() -> awaitInner(of), SpringScenario.orForever(timeout));
			case Combinator.Timeout(Combinator of, var timeout) -> new VirtualThreadTimeout()
				.timeout(SpringScenario.orForever(timeout), List.<Callable<JsonNode>>of(() -> awaitInner(of)))
				.getFirst();
			case Combinator.Shield(Combinator of) ->
				new VirtualThreadShield().shield(this.executor.submit(() -> awaitInner(of)));
		};
	}

	// Lessons wrap the errors of their calls, and a call can be another lesson here.
	private JsonNode awaitInner(Combinator combinator) throws Exception {
		try {
			return await(combinator);
		}
		catch (ExecutionException ex) {
			throw (JsonValues.unwrapped(ex) instanceof Exception cause) ? cause : ex;
		}
	}

	private Map<String, Callable<JsonNode>> calls(List<String> names) {
		return SpringScenario.once(names, this.works::create);
	}

	private Callable<JsonNode> callLater(String name) {
		return () -> this.works.create(name).call();
	}

	private JsonNode gather(List<String> names, boolean returnExceptions)
			throws ExecutionException, InterruptedException {
		VirtualThreadGather lesson = new VirtualThreadGather(this.executor);
		Map<String, Callable<JsonNode>> calls = calls(names);
		List<Callable<JsonNode>> arguments = names.stream().map(calls::get).toList();
		return JsonValues.array(returnExceptions ? lesson.gatherReturningExceptions(arguments, Integer.MAX_VALUE)
				: lesson.gather(arguments, Integer.MAX_VALUE));
	}

	private JsonNode taskGroup(Combinator.TaskGroup combinator) throws ExecutionException, InterruptedException {
		List<Callable<JsonNode>> calls = new ArrayList<>();
		combinator.tasks().forEach((name) -> calls.add(this.works.create(name)));
		if (combinator.body() != null) {
			// The body is one more call, since a group takes calls only.
			calls.add(this.works.create(combinator.body()));
		}
		List<JsonNode> values = new VirtualThreadTaskGroup(this.threads).taskGroup(calls);
		return JsonValues.array(values.subList(0, combinator.tasks().size()));
	}

	private JsonNode wait(Combinator.Wait combinator) throws InterruptedException {
		CompletionService<JsonNode> completions = new ExecutorCompletionService<>(this.executor);
		Map<String, Future<JsonNode>> tasks = new LinkedHashMap<>();
		calls(combinator.tasks()).forEach((name, call) -> tasks.put(name, completions.submit(call)));
		Map<Boolean, List<Future<JsonNode>>> parted = new VirtualThreadWait().wait(List.copyOf(tasks.values()),
				completions, combinator.returnWhen(), SpringScenario.orForever(combinator.timeout()));
		return JsonValues.doneAndPending(this.scenario.names(), tasks, parted.getOrDefault(true, List.of()));
	}

	private JsonNode asCompleted(Combinator.AsCompleted combinator) throws Exception {
		List<Callable<Object>> calls = calls(combinator.tasks()).values()
			.stream()
			.<Callable<Object>>map((call) -> combinator.raiseOnError() ? call::call : collecting(call))
			.toList();
		return JsonValues.array(new VirtualThreadAsCompleted(this.executor).asCompleted(calls,
				SpringScenario.orForever(combinator.timeout())));
	}

	private static Callable<Object> collecting(Callable<JsonNode> call) {
		return () -> {
			try {
				return call.call();
			}
			catch (Exception ex) {
				return ex;
			}
		};
	}

	private JsonNode awaitThread(Callable<JsonNode> function) throws Exception {
		try {
			return this.toThread.toThread(function).get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	/**
	 * The virtual threads of one run. Each is started as soon as it is created, and all
	 * but the first are created by another one: when the last has ended, no other
	 * follows.
	 */
	private static final class RunThreads implements ThreadFactory {

		private final AtomicInteger running = new AtomicInteger();

		private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

		@Override
		public Thread newThread(Runnable code) {
			this.running.incrementAndGet();
			return Thread.ofVirtual().name("scenario").unstarted(() -> {
				try {
					code.run();
				}
				finally {
					if (this.running.decrementAndGet() == 0) {
						this.ended.complete(null);
					}
				}
			});
		}

		// Completes when the last thread has ended.
		CompletableFuture<@Nullable Void> ended() {
			return this.ended;
		}

	}

}
