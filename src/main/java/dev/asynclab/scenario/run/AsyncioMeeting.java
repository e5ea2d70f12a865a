package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Barrier;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Condition;
import dev.asynclab.asyncio.LifoQueue;
import dev.asynclab.asyncio.PriorityQueue;
import dev.asynclab.asyncio.Queue;
import dev.asynclab.asyncio.Task;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;
import dev.asynclab.scenario.outcome.EventLog;
import tools.jackson.databind.JsonNode;

/**
 * Where the tasks of a scenario meet: a barrier, a condition and a queue.
 */
final class AsyncioMeeting {

	private final EventLog log;

	private final Barrier barrier;

	private final Condition condition = new Condition();

	private final Queue<JsonNode> queue;

	private final List<Task<?>> present = new ArrayList<>();

	private boolean over;

	AsyncioMeeting(Scenario scenario, EventLog log) {
		this.log = log;
		this.barrier = new Barrier(scenario.barrier());
		int maxsize = scenario.queue().maxsize();
		this.queue = switch (scenario.queue().order()) {
			case FIFO -> new Queue<>(maxsize);
			case PRIORITY -> new PriorityQueue<>(maxsize, Comparator.comparingLong(JsonNode::longValue));
			case LIFO -> new LifoQueue<>(maxsize);
		};
	}

	// Returns the value that the task has afterwards.
	JsonNode join(ScenarioTask task) {
		if (task.then() == Then.NOTHING) {
			return task.value();
		}
		this.log.add(task.name(), task.then().id());
		if (this.over) {
			throw new CancelledError();
		}
		Task<?> current = Objects.requireNonNull(Asyncio.currentTask());
		this.present.add(current);
		try {
			return meet(task);
		}
		finally {
			this.present.remove(current);
		}
	}

	private JsonNode meet(ScenarioTask task) {
		switch (task.then()) {
			case NOTHING -> {
			}
			case BARRIER -> this.barrier.await();
			case WAIT -> this.condition.with(this.condition::await);
			case NOTIFY -> this.condition.with(() -> this.condition.signal());
			case NOTIFY_ALL -> this.condition.with(this.condition::signalAll);
			case PUT -> this.queue.put(task.value());
			case GET -> {
				return this.queue.get();
			}
		}
		return task.value();
	}

	// What waits now does so in vain.
	void end() {
		this.over = true;
		this.present.forEach(Task::cancel);
	}

}
