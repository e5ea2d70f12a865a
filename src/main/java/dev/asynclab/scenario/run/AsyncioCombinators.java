package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.JsonValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Awaits the tasks of a scenario with the combinators of the {@code asyncio} package.
 */
final class AsyncioCombinators {

	private final Scenario scenario;

	private final AsyncioTasks tasks;

	AsyncioCombinators(Scenario scenario, AsyncioTasks tasks) {
		this.scenario = scenario;
		this.tasks = tasks;
	}

	JsonNode await(Combinator combinator) throws Exception {
		return switch (combinator) {
			case Combinator.Leaf(String name) -> this.tasks.get(name).await();
			case Combinator.Gather(var names, boolean returnExceptions) ->
				JsonValues.array(returnExceptions ? Asyncio.gatherReturnExceptions(this.tasks.get(names))
						: Asyncio.<JsonNode>gather(this.tasks.get(names)));
			case Combinator.TaskGroup group -> taskGroup(group);
			case Combinator.Wait wait -> wait(wait);
			case Combinator.AsCompleted all -> asCompleted(all);
			case Combinator.Sequential(var names) -> {
				ArrayNode values = JsonNodeFactory.instance.arrayNode();
				for (String name : names) {
					values.add(this.tasks.run(name));
				}
				yield values;
			}
			case Combinator.WaitFor(Combinator.Leaf(String name), var timeout) ->
				Asyncio.waitFor(this.tasks.get(name), timeout);
			case Combinator.WaitFor(Combinator of, var timeout) ->
				Asyncio.waitFor((Coroutine<JsonNode>) () -> await(of), timeout);
			case Combinator.Timeout(Combinator of, var timeout) ->
				Asyncio.timeout(timeout, (Coroutine<JsonNode>) () -> await(of));
			case Combinator.Shield(Combinator.Leaf(String name)) -> Asyncio.shield(this.tasks.get(name));
			case Combinator.Shield(Combinator of) -> {
				Task<JsonNode> inner = Asyncio.createTask("shielded", () -> await(of));
				this.tasks.addAuxiliary(inner);
				yield Asyncio.shield(inner);
			}
		};
	}

	private JsonNode taskGroup(Combinator.TaskGroup combinator) {
		Asyncio.taskGroup((group) -> {
			combinator.tasks().forEach((name) -> this.tasks.start(name, group::createTask));
			if (combinator.body() != null) {
				this.tasks.runBody(combinator.body());
			}
		});
		List<Object> values = new ArrayList<>();
		for (Task<JsonNode> task : this.tasks.get(combinator.tasks())) {
			try {
				values.add(task.result());
			}
			catch (CancelledError error) {
				values.add(error);
			}
		}
		return JsonValues.array(values);
	}

	private JsonNode wait(Combinator.Wait combinator) {
		Map<String, Task<JsonNode>> waited = new LinkedHashMap<>();
		combinator.tasks().forEach((name) -> waited.put(name, this.tasks.get(name)));
		return JsonValues.doneAndPending(this.scenario.names(), waited,
				Asyncio.wait(waited.values(), combinator.timeout(), combinator.returnWhen()).done());
	}

	private JsonNode asCompleted(Combinator.AsCompleted combinator) throws Exception {
		List<Object> values = new ArrayList<>();
		for (Coroutine<JsonNode> next : Asyncio.<JsonNode>asCompleted(this.tasks.get(combinator.tasks()),
				combinator.timeout())) {
			try {
				values.add(Asyncio.await(next));
			}
			catch (CancelledError | RuntimeException error) {
				if (combinator.raiseOnError() || (error instanceof CancelledError && isBeingCancelled())) {
					throw error;
				}
				values.add(error);
			}
		}
		return JsonValues.array(values);
	}

	// Under a shield or a time limit the combinator runs in a task of its own.
	private static boolean isBeingCancelled() {
		Task<?> task = Asyncio.currentTask();
		return task != null && task.cancelling() > 0;
	}

}
