package dev.asynclab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.DoneAndPending;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.ExceptionContext;
import dev.asynclab.asyncio.Future;
import dev.asynclab.asyncio.Semaphore;
import dev.asynclab.asyncio.SlowCallback;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.TimerHandle;
import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.scenario.RunRecord.AcceptedCancel;
import dev.asynclab.scenario.RunRecord.Ending;
import dev.asynclab.scenario.RunRecord.SlowStep;
import dev.asynclab.scenario.RunRecord.TaskRecord;
import dev.asynclab.scenario.Scenario.AfterReturn;
import dev.asynclab.scenario.Scenario.Cancellation;
import dev.asynclab.scenario.ScenarioTask.ErrorSpec;
import dev.asynclab.scenario.ScenarioTask.OnCancel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of a scenario on asyncio: its tasks, combinators and cancellations are those of
 * the {@code asyncio} package, and what happens is written down.
 */
final class ScenarioRun {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final String SHUTDOWN = "unhandled exception during asyncio.run() shutdown";

	private final Scenario scenario;

	/** Null on the real clock. */
	private final @Nullable VirtualClock virtualClock;

	private final EventLog log = new EventLog(this::now);

	/**
	 * By name, in order of declaration but for those of a group; the last of each name.
	 */
	private final Map<String, Task<JsonNode>> tasks = new LinkedHashMap<>();

	/** Tasks that the combinators need. */
	private final List<Task<JsonNode>> auxiliary = new ArrayList<>();

	/** How the bodies ended, also of those that are no tasks: a value or an error. */
	private final Map<String, Ending> endings = new HashMap<>();

	private final List<AcceptedCancel> cancels = new ArrayList<>();

	private final List<ExceptionContext> reports = new ArrayList<>();

	private final List<SlowCallback> slowCallbacks = new ArrayList<>();

	private List<String> pendingAtReturn = List.of();

	private final EventLoop loop;

	private final @Nullable TimerWorkers timerWorkers;

	private @Nullable Semaphore semaphore;

	private @Nullable Task<JsonNode> outer;

	private @Nullable Double returnedMs;

	private double start;

	ScenarioRun(Scenario scenario, @Nullable VirtualClock virtualClock) {
		this.scenario = scenario;
		this.virtualClock = virtualClock;
		this.loop = (virtualClock != null) ? new EventLoop(virtualClock) : new EventLoop();
		this.timerWorkers = (virtualClock != null) ? new TimerWorkers(this.loop) : null;
	}

	void run() {
		if (this.timerWorkers != null) {
			this.loop.setWorkers(this.timerWorkers);
		}
		this.loop.setDebug(this.scenario.debug());
		this.loop.setExceptionHandler(this.reports::add);
		this.loop.setSlowCallbackHandler(this.slowCallbacks::add);
		Asyncio.run(this.loop, this::main);
	}

	EventLoop loop() {
		return this.loop;
	}

	RunRecord record() {
		Map<String, TaskRecord> records = new LinkedHashMap<>();
		this.endings.forEach((name, body) -> {
			Task<JsonNode> task = this.tasks.get(name);
			records.put(name, (task != null) ? new TaskRecord(body, ending(task), task.cancelling())
					: new TaskRecord(body, body, null));
		});
		Task<JsonNode> outer = outer();
		return new RunRecord(this.scenario, this.virtualClock != null, this.log.entries(), ending(outer),
				outer.cancelling(), present(this.returnedMs), this.pendingAtReturn, records, this.cancels,
				unretrieved(), reports(SHUTDOWN).map(Task::getName).toList(), slowSteps());
	}

	// A task that was cancelled in its last step has another end than its body.
	private static Ending ending(Task<JsonNode> task) {
		if (task.cancelled()) {
			return new Ending("cancelled", null, null);
		}
		Throwable error = task.exception();
		return (error != null) ? new Ending("failed", null, error) : new Ending("done", task.result(), null);
	}

	private List<String> unretrieved() {
		return reports("Task exception was never retrieved")
			.filter((task) -> this.auxiliary.contains(task) || this.tasks.containsValue(task))
			.map(Task::getName)
			.toList();
	}

	private Stream<Task<?>> reports(String message) {
		return this.reports.stream()
			.filter((report) -> report.message().equals(message))
			.map(ExceptionContext::future)
			.<Task<?>>mapMulti((future, each) -> {
				if (future instanceof Task<?> task) {
					each.accept(task);
				}
			});
	}

	private List<SlowStep> slowSteps() {
		return this.slowCallbacks.stream()
			.filter((slow) -> this.virtualClock != null || isOfTheScenario(slow.task()))
			.map((slow) -> new SlowStep((slow.task() != null) ? slow.task().getName() : "", slow.seconds() * 1000))
			.toList();
	}

	// On a busy machine the run's own steps may be slow too.
	private boolean isOfTheScenario(@Nullable Task<?> task) {
		return task == this.outer || this.tasks.containsValue(task) || this.auxiliary.contains(task);
	}

	private Task<JsonNode> outer() {
		return present(this.outer);
	}

	private static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("the scenario has not run");
		}
		return value;
	}

	private double now() {
		return (this.loop.time() - this.start) * 1000;
	}

	private void main() {
		Integer concurrency = this.scenario.concurrency();
		this.semaphore = (concurrency != null) ? new Semaphore(concurrency) : null;
		this.start = this.loop.time();
		Task<JsonNode> outer = Asyncio.createTask(Scenario.OUTER, this::outerBody);
		this.outer = outer;
		for (Cancellation cancel : this.scenario.cancels()) {
			double atMs = cancel.atMs().doubleValue();
			if (atMs != 0) {
				this.loop.callAt(this.start + atMs / 1000, () -> cancel(cancel));
			}
			else if (cancel.target().equals(Scenario.OUTER)) {
				cancel(cancel);
			}
		}
		Asyncio.wait(List.of(outer));
		if (this.returnedMs == null) {
			this.returnedMs = now();
			this.log.add(Scenario.OUTER, "cancelled");
		}
		if (this.scenario.afterReturn() == AfterReturn.OBSERVE) {
			List<Task<JsonNode>> left = new ArrayList<>(this.tasks.values());
			left.addAll(this.auxiliary);
			left.removeIf(Future::done);
			if (!left.isEmpty()) {
				Asyncio.wait(left);
			}
		}
	}

	private void cancel(Cancellation cancel) {
		Task<JsonNode> target = cancel.target().equals(Scenario.OUTER) ? this.outer : this.tasks.get(cancel.target());
		this.cancels.add(new AcceptedCancel(cancel, target != null && target.cancel()));
	}

	private JsonNode outerBody() throws Exception {
		List<String> own = this.scenario.combinator().leaf().own();
		for (String name : this.scenario.names()) {
			if (!own.contains(name)) {
				start(name, Asyncio::createTask);
			}
		}
		String event = "failed";
		try {
			JsonNode value = await(this.scenario.combinator());
			event = "finished";
			return value;
		}
		catch (CancelledError error) {
			event = "cancelled";
			throw error;
		}
		finally {
			this.returnedMs = now();
			this.pendingAtReturn = this.scenario.names().stream().filter(this::isPending).toList();
			this.log.add(Scenario.OUTER, event);
		}
	}

	private boolean isPending(String name) {
		Task<JsonNode> task = this.tasks.get(name);
		return task != null && !task.done();
	}

	private Task<JsonNode> start(String name, TaskFactory factory) {
		Task<JsonNode> task = factory.create(name, () -> body(this.scenario.task(name)));
		this.tasks.put(name, task);
		task.addDoneCallback((done) -> {
			if (!this.endings.containsKey(name)) {
				end(name, "cancelled", null, null);
			}
		});
		for (Cancellation cancel : this.scenario.cancels()) {
			if (cancel.atMs().doubleValue() == 0 && cancel.target().equals(name)) {
				cancel(cancel);
			}
		}
		return task;
	}

	private void end(String name, String event, @Nullable JsonNode value, @Nullable Throwable error) {
		this.endings.put(name, Ending.of(event, value, error));
		this.log.add(name, event);
	}

	private JsonNode body(ScenarioTask task) throws Exception {
		try {
			Semaphore semaphore = this.semaphore;
			JsonNode value = (semaphore != null) ? semaphore.with(() -> work(task)) : work(task);
			end(task.name(), "finished", value, null);
			return value;
		}
		catch (CancelledError error) {
			end(task.name(), "cancelled", null, error);
			throw error;
		}
		catch (Throwable error) {
			end(task.name(), "failed", null, error);
			throw error;
		}
	}

	private JsonNode work(ScenarioTask task) throws Exception {
		this.log.add(task.name(), "started");
		double deadline = this.loop.time() + task.delay().toNanos() / 1e9;
		try {
			if (task.thread()) {
				return workInThread(task);
			}
			if (task.blocking()) {
				block(task.delay());
			}
			else {
				Asyncio.sleep(task.delay());
			}
		}
		catch (CancelledError error) {
			this.log.add(task.name(), "cancelRequested");
			if (task.onCancel() != OnCancel.SUPPRESS) {
				return cleanUp(task, error);
			}
			sleepUntil(deadline, task.name());
		}
		return deliver(task);
	}

	private JsonNode workInThread(ScenarioTask task) {
		Callable<JsonNode> function = () -> {
			if (this.virtualClock == null) {
				Thread.sleep(task.delay());
			}
			this.log.add(task.name(), "threadDone");
			return deliver(task);
		};
		if (this.timerWorkers != null) {
			this.timerWorkers.nextTakes(task.delay());
		}
		return Asyncio.toThread(function);
	}

	private void block(Duration delay) throws InterruptedException {
		if (this.virtualClock != null) {
			this.virtualClock.block(delay);
		}
		else {
			Thread.sleep(delay);
		}
	}

	private JsonNode cleanUp(ScenarioTask task, CancelledError error) {
		if (task.cleanup().isPositive()) {
			Asyncio.sleep(task.cleanup());
		}
		return switch (task.onCancel()) {
			case RETURN -> task.value();
			case RAISE -> throw ErrorSpec.toRaise(task.error(), task.name() + " failed in cleanup");
			default -> throw error;
		};
	}

	// As sleep, but a Duration could not hold the rest exactly.
	private void sleepUntil(double deadline, String name) {
		for (double rest = deadline - this.loop.time(); rest > 0; rest = deadline - this.loop.time()) {
			Future<@Nullable Void> wakeUp = this.loop.createFuture();
			TimerHandle timer = this.loop.callAt(this.loop.time() + rest, () -> {
				if (!wakeUp.done()) {
					wakeUp.setResult(null);
				}
			});
			try {
				wakeUp.await();
			}
			catch (CancelledError error) {
				this.log.add(name, "cancelRequested");
			}
			finally {
				timer.cancel();
			}
		}
	}

	private static JsonNode deliver(ScenarioTask task) {
		return switch (task.outcome()) {
			case OK -> task.value();
			case FAIL -> throw ErrorSpec.toRaise(task.error(), task.name() + " failed");
			case CANCEL -> throw new CancelledError();
		};
	}

	private JsonNode await(Combinator combinator) throws Exception {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> task(name).await();
			case Combinator.Gather(var names, boolean returnExceptions) -> gather(names, returnExceptions);
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) -> {
				ArrayNode values = JSON.arrayNode();
				for (String name : names) {
					values.add(body(this.scenario.task(name)));
				}
				yield values;
			}
			case Combinator.WaitFor(Combinator.Leaf(String name), var timeout) -> Asyncio.waitFor(task(name), timeout);
			case Combinator.WaitFor(Combinator of, var timeout) ->
				Asyncio.waitFor((Coroutine<JsonNode>) () -> await(of), timeout);
			case Combinator.Timeout(Combinator of, var timeout) ->
				Asyncio.timeout(timeout, (Coroutine<JsonNode>) () -> await(of));
			case Combinator.Shield(Combinator.Leaf(String name)) -> Asyncio.shield(task(name));
			case Combinator.Shield(Combinator of) -> {
				Task<JsonNode> inner = Asyncio.createTask("shielded", () -> await(of));
				this.auxiliary.add(inner);
				yield Asyncio.shield(inner);
			}
		};
	}

	private Task<JsonNode> task(String name) {
		return present(this.tasks.get(name));
	}

	private List<Task<JsonNode>> tasks(List<String> names) {
		return names.stream().map(this::task).toList();
	}

	private JsonNode gather(List<String> names, boolean returnExceptions) {
		ArrayNode values = JSON.arrayNode();
		if (returnExceptions) {
			Asyncio.gatherReturnExceptions(tasks(names)).forEach((item) -> values.add(item(item)));
		}
		else {
			values.addAll(Asyncio.<JsonNode>gather(tasks(names)));
		}
		return values;
	}

	private JsonNode taskGroup(Combinator.TaskGroup combinator) {
		Asyncio.taskGroup((group) -> {
			combinator.tasks().forEach((name) -> start(name, group::createTask));
			if (combinator.body() != null) {
				groupBody(combinator.body());
			}
		});
		ArrayNode values = JSON.arrayNode();
		for (Task<JsonNode> task : tasks(combinator.tasks())) {
			try {
				values.add(task.result());
			}
			catch (CancelledError error) {
				values.add(item(error));
			}
		}
		return values;
	}

	private void groupBody(Combinator.Body body) {
		this.log.add(Scenario.BODY, "started");
		String event = "failed";
		try {
			Asyncio.sleep(body.delay());
			event = switch (body.outcome()) {
				case OK -> "finished";
				case FAIL -> throw ErrorSpec.toRaise(body.error(), "body failed");
				case CANCEL -> throw new CancelledError();
			};
		}
		catch (CancelledError error) {
			event = "cancelled";
			throw error;
		}
		finally {
			this.log.add(Scenario.BODY, event);
		}
	}

	private JsonNode wait(Combinator.Wait combinator) {
		DoneAndPending<Task<JsonNode>> result = Asyncio.wait(tasks(combinator.tasks()), combinator.timeout(),
				combinator.returnWhen());
		ObjectNode value = JSON.objectNode();
		ArrayNode done = value.putArray("done");
		ArrayNode pending = value.putArray("pending");
		for (String name : this.scenario.names()) {
			Task<JsonNode> task = this.tasks.get(name);
			if (result.done().contains(task)) {
				done.add(name);
			}
			else if (result.pending().contains(task)) {
				pending.add(name);
			}
		}
		return value;
	}

	private JsonNode asCompleted(Combinator.AsCompleted combinator) {
		ArrayNode values = JSON.arrayNode();
		for (Coroutine<JsonNode> next : Asyncio.<JsonNode>asCompleted(tasks(combinator.tasks()),
				combinator.timeout())) {
			try {
				values.add(Asyncio.await(next));
			}
			catch (CancelledError error) {
				if (combinator.raiseOnError() || isBeingCancelled()) {
					throw error;
				}
				values.add(item(error));
			}
			catch (RuntimeException error) {
				if (combinator.raiseOnError()) {
					throw error;
				}
				values.add(item(error));
			}
		}
		return values;
	}

	// Under a shield or a time limit the combinator runs in a task of its own.
	private static boolean isBeingCancelled() {
		Task<?> task = Asyncio.currentTask();
		return task != null && task.cancelling() > 0;
	}

	private static JsonNode item(@Nullable Object item) {
		if (item instanceof Throwable error) {
			return JSON.objectNode().set("error", Errors.toJson(error));
		}
		return (item instanceof JsonNode value) ? value : NullNode.getInstance();
	}

	private interface TaskFactory {

		Task<JsonNode> create(String name, Coroutine<JsonNode> body);

	}

}
