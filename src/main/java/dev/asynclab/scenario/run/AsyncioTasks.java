package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Future;
import dev.asynclab.asyncio.Semaphore;
import dev.asynclab.asyncio.Task;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.RunRecord.AcceptedCancel;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import dev.asynclab.scenario.outcome.RunRecord.TaskRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of a scenario on asyncio, and the coroutines that run in sequence without
 * tasks. It writes down how each of them ends, and the requests to cancel them.
 */
final class AsyncioTasks {

	private final Scenario scenario;

	private final EventLog log;

	private final AsyncioWork work;

	private final @Nullable Semaphore semaphore;

	/** The last task of each name. */
	private final Map<String, Task<JsonNode>> tasks = new LinkedHashMap<>();

	/** Tasks that the combinators need. */
	private final List<Task<JsonNode>> auxiliary = new ArrayList<>();

	/** How the coroutines ended. */
	private final Map<String, Ending> endings = new HashMap<>();

	private final List<AcceptedCancel> cancels = new ArrayList<>();

	AsyncioTasks(Scenario scenario, EventLog log, AsyncioWork work) {
		this.scenario = scenario;
		this.log = log;
		this.work = work;
		Integer concurrency = scenario.concurrency();
		this.semaphore = (concurrency != null) ? new Semaphore(concurrency) : null;
	}

	// A task that the scenario cancels at once never begins.
	void start(String name, BiFunction<String, Coroutine<JsonNode>, Task<JsonNode>> createTask) {
		Task<JsonNode> task = createTask.apply(name, () -> run(name));
		this.tasks.put(name, task);
		task.addDoneCallback((_) -> {
			if (!this.endings.containsKey(name)) {
				end(name, "cancelled", null, null);
			}
		});
		this.scenario.cancelsAtOnce(name).forEach((cancel) -> cancel(cancel, task));
	}

	JsonNode run(String name) throws Exception {
		return run(this.scenario.task(name), this.semaphore);
	}

	void runBody(ScenarioTask body) throws Exception {
		run(body, null);
	}

	private JsonNode run(ScenarioTask task, @Nullable Semaphore semaphore) throws Exception {
		try {
			JsonNode value = (semaphore != null) ? semaphore.with(() -> this.work.run(task)) : this.work.run(task);
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

	private void end(String name, String event, @Nullable JsonNode value, @Nullable Throwable error) {
		this.endings.put(name, new Ending(event, value, error));
		this.log.add(name, event);
	}

	void cancel(Cancellation cancel, @Nullable Task<JsonNode> target) {
		this.cancels.add(new AcceptedCancel(cancel, target != null && target.cancel()));
	}

	List<AcceptedCancel> cancels() {
		return List.copyOf(this.cancels);
	}

	@Nullable Task<JsonNode> find(String name) {
		return this.tasks.get(name);
	}

	Task<JsonNode> get(String name) {
		return Objects.requireNonNull(find(name));
	}

	List<Task<JsonNode>> get(List<String> names) {
		return names.stream().map(this::get).toList();
	}

	void addAuxiliary(Task<JsonNode> task) {
		this.auxiliary.add(task);
	}

	boolean contains(@Nullable Task<?> task) {
		return this.tasks.containsValue(task) || this.auxiliary.contains(task);
	}

	boolean isPending(String name) {
		Task<JsonNode> task = find(name);
		return task != null && !task.done();
	}

	List<Task<JsonNode>> pending() {
		List<Task<JsonNode>> pending = new ArrayList<>(this.tasks.values());
		pending.addAll(this.auxiliary);
		pending.removeIf(Future::done);
		return pending;
	}

	Map<String, TaskRecord> records() {
		Map<String, TaskRecord> records = new HashMap<>();
		this.endings.forEach((name, body) -> {
			Task<JsonNode> task = find(name);
			records.put(name, (task != null) ? new TaskRecord(body, ending(task), task.cancelling())
					: new TaskRecord(body, body, null));
		});
		records.remove(Scenario.BODY);
		return records;
	}

	// A task that was cancelled in its last step ends otherwise than its coroutine.
	static Ending ending(Task<JsonNode> task) {
		if (task.cancelled()) {
			return new Ending("cancelled", null, null);
		}
		Throwable error = task.exception();
		return (error != null) ? new Ending("failed", null, error) : new Ending("finished", task.result(), null);
	}

}
