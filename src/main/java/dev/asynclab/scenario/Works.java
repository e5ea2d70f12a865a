package dev.asynclab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.asynclab.scenario.RunRecord.AcceptedCancel;
import dev.asynclab.scenario.RunRecord.Ending;
import dev.asynclab.scenario.RunRecord.TaskRecord;
import dev.asynclab.scenario.Scenario.Cancellation;
import dev.asynclab.scenario.ScenarioTask.OnCancel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/**
 * The work of a run: all that was to be done so far, and who was asked to end.
 *
 * @param <W> how the style works
 */
final class Works<W extends Work> {

	private final Scenario scenario;

	private final Function<ScenarioTask, W> factory;

	private final List<W> all = new ArrayList<>();

	private final Map<String, W> byName = new LinkedHashMap<>();

	private final List<AcceptedCancel> cancels = new ArrayList<>();

	private boolean closed;

	Works(Scenario scenario, Function<ScenarioTask, W> factory) {
		this.scenario = scenario;
		this.factory = factory;
	}

	/**
	 * Creates the work of a task. What the scenario cancels at once is cancelled before
	 * it begins.
	 * @param name the name of the task
	 * @return the work, yet to be done
	 * @throws CancellationException if the run is over
	 */
	W create(String name) {
		W work = create(this.scenario.task(name));
		for (Cancellation cancel : this.scenario.cancels()) {
			if (cancel.isAtOnce() && cancel.target().equals(name)) {
				cancel(cancel, work::cancel);
			}
		}
		return work;
	}

	/**
	 * Creates the work of a group's body.
	 * @param body the body
	 * @return the work, yet to be done
	 */
	W create(Combinator.Body body) {
		return create(new ScenarioTask(Scenario.BODY, body.delay(), body.outcome(), NullNode.getInstance(),
				body.error(), OnCancel.PROPAGATE, Duration.ZERO, false, false));
	}

	private W create(ScenarioTask task) {
		W work = this.factory.apply(task);
		synchronized (this) {
			if (this.closed) {
				throw new CancellationException("The run is over");
			}
			this.all.add(work);
			this.byName.put(task.name(), work);
		}
		return work;
	}

	/**
	 * The last work of that name.
	 * @param name the name of a task
	 * @return the work, or null if there is none
	 */
	synchronized @Nullable W get(String name) {
		return this.byName.get(name);
	}

	void cancel(Cancellation cancel, BooleanSupplier request) {
		boolean accepted = request.getAsBoolean();
		synchronized (this) {
			this.cancels.add(new AcceptedCancel(cancel, accepted));
		}
	}

	/**
	 * Asks whatever is left to end.
	 */
	void cancelRest() {
		all().forEach(Work::cancel);
	}

	/**
	 * Completes when all work has ended that there is by now.
	 * @return the end of the work
	 */
	CompletableFuture<?> settled() {
		return CompletableFuture.allOf(all().stream().map(Work::settled).toArray(CompletableFuture<?>[]::new));
	}

	/**
	 * No more work from now on. What has not begun never will.
	 */
	synchronized void close() {
		this.closed = true;
		this.all.forEach(Work::cancelBeforeBegin);
	}

	private synchronized List<W> all() {
		return List.copyOf(this.all);
	}

	/**
	 * The tasks that failed with one of these.
	 * @param errors the errors
	 * @return the names of the tasks
	 */
	synchronized List<String> failedWith(Collection<Throwable> errors) {
		return this.byName.entrySet().stream().filter((each) -> {
			Ending ending = each.getValue().ending();
			return ending != null && ending.error() != null && errors.contains(ending.error());
		}).map(Map.Entry::getKey).toList();
	}

	synchronized List<AcceptedCancel> cancels() {
		return List.copyOf(this.cancels);
	}

	synchronized Map<String, TaskRecord> records() {
		boolean inline = this.scenario.combinator().leaf() instanceof Combinator.Sequential;
		List<String> own = this.scenario.combinator().leaf().own();
		Map<String, TaskRecord> records = new LinkedHashMap<>();
		this.byName.forEach((name, work) -> {
			Ending ending = work.ending();
			if (ending != null && !name.equals(Scenario.BODY)) {
				records.put(name,
						new TaskRecord(ending, ending, (inline && own.contains(name)) ? null : work.cancelling()));
			}
		});
		return records;
	}

}
