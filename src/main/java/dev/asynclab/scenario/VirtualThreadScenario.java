package dev.asynclab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import dev.asynclab.lesson.ascompleted.VirtualThreadAsCompleted;
import dev.asynclab.lesson.gather.VirtualThreadGather;
import dev.asynclab.lesson.sequential.VirtualThreadSequential;
import dev.asynclab.lesson.shield.VirtualThreadShield;
import dev.asynclab.lesson.taskgroup.VirtualThreadTaskGroup;
import dev.asynclab.lesson.timeout.VirtualThreadTimeout;
import dev.asynclab.lesson.tothread.VirtualThreadToThread;
import dev.asynclab.lesson.waitfor.VirtualThreadWaitFor;
import dev.asynclab.lesson.waiting.VirtualThreadWait;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A scenario in blocking code on virtual threads: whoever awaits has a thread too, and to
 * cancel is to interrupt.
 */
final class VirtualThreadScenario implements StyleRun {

	private static final Duration FOREVER = Duration.ofDays(365);

	private final RunThreads threads = new RunThreads();

	private final ExecutorService executor = Executors.newThreadPerTaskExecutor(this.threads);

	private final VirtualThreadToThread toThread = new VirtualThreadToThread(this.executor);

	private final Scenario scenario;

	private final Works<BlockingWork> works;

	private final CompletableFuture<JsonNode> result = new CompletableFuture<>();

	private final Thread outer = this.threads.newThread(this::run);

	VirtualThreadScenario(Scenario scenario, EventLog log) {
		this.scenario = scenario;
		Integer concurrency = scenario.concurrency();
		Semaphore semaphore = (concurrency != null) ? new Semaphore(concurrency, true) : null;
		this.works = new Works<>(scenario,
				(task) -> new BlockingWork(task, log, semaphore, (function) -> awaitThread(function)));
	}

	@Override
	public Works<BlockingWork> works() {
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

	// The lessons start these themselves.
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
			case Combinator.Sequential(var names) ->
				Values.array(new VirtualThreadSequential().sequential(names.stream().map(this::callLater).toList()));
			case Combinator.WaitFor(Combinator of, var timeout) ->
				new VirtualThreadWaitFor(this.threads).waitFor(() -> awaitInner(of), orForever(timeout));
			case Combinator.Timeout(Combinator of, var timeout) -> new VirtualThreadTimeout()
				.timeout(orForever(timeout), List.<Callable<JsonNode>>of(() -> awaitInner(of)))
				.getFirst();
			case Combinator.Shield(Combinator of) ->
				new VirtualThreadShield().shield(this.executor.submit(() -> awaitInner(of)));
		};
	}

	// The lessons wrap what their calls throw; here one lesson's call is another lesson.
	private JsonNode awaitInner(Combinator combinator) throws Exception {
		try {
			return await(combinator);
		}
		catch (ExecutionException ex) {
			throw (Values.unwrapped(ex) instanceof Exception cause) ? cause : ex;
		}
	}

	// One work for a name, however often it is awaited.
	private Map<String, Callable<JsonNode>> calls(List<String> names) {
		Map<String, Callable<JsonNode>> calls = new LinkedHashMap<>();
		names.forEach((name) -> calls.computeIfAbsent(name, this.works::create));
		return calls;
	}

	private Callable<JsonNode> callLater(String name) {
		return () -> this.works.create(name).call();
	}

	private JsonNode gather(List<String> names, boolean returnExceptions)
			throws ExecutionException, InterruptedException {
		VirtualThreadGather lesson = new VirtualThreadGather(this.executor);
		Map<String, Callable<JsonNode>> calls = calls(names);
		List<Callable<JsonNode>> arguments = names.stream().map(calls::get).toList();
		return Values.array(returnExceptions ? lesson.gatherReturningExceptions(arguments, Integer.MAX_VALUE)
				: lesson.gather(arguments, Integer.MAX_VALUE));
	}

	private JsonNode taskGroup(Combinator.TaskGroup combinator) throws ExecutionException, InterruptedException {
		List<Callable<JsonNode>> calls = new ArrayList<>();
		combinator.tasks().forEach((name) -> calls.add(this.works.create(name)));
		if (combinator.body() != null) {
			// A group takes calls only, so its body is one more.
			calls.add(this.works.create(combinator.body()));
		}
		List<JsonNode> values = new VirtualThreadTaskGroup(this.threads).taskGroup(calls);
		return Values.array(values.subList(0, combinator.tasks().size()));
	}

	private JsonNode wait(Combinator.Wait combinator) throws InterruptedException {
		CompletionService<JsonNode> completions = new ExecutorCompletionService<>(this.executor);
		Map<String, Future<JsonNode>> tasks = new LinkedHashMap<>();
		calls(combinator.tasks()).forEach((name, call) -> tasks.put(name, completions.submit(call)));
		return Values.doneAndPending(this.scenario.names(), tasks, new VirtualThreadWait()
			.wait(List.copyOf(tasks.values()), completions, combinator.returnWhen(), orForever(combinator.timeout())));
	}

	private JsonNode asCompleted(Combinator.AsCompleted combinator) throws Exception {
		List<Callable<Object>> calls = calls(combinator.tasks()).values()
			.stream()
			.<Callable<Object>>map((call) -> combinator.raiseOnError() ? call::call : collecting(call))
			.toList();
		return Values
			.array(new VirtualThreadAsCompleted(this.executor).asCompleted(calls, orForever(combinator.timeout())));
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

	private static Duration orForever(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : FOREVER;
	}

}
