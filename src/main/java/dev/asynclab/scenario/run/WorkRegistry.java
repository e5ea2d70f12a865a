package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.RunRecord.AcceptedCancel;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import dev.asynclab.scenario.outcome.RunRecord.TaskRecord;
import org.jspecify.annotations.Nullable;

/**
 * The work of all tasks of a run so far, by the name of the task, and the requests to
 * cancel them.
 *
 * @param <W> how the style does the work of a task
 */
final class WorkRegistry<W extends TaskWork> {

	private final Scenario scenario;

	private final Function<ScenarioTask, W> factory;

	private final List<W> all = new ArrayList<>();

	private final Map<String, W> byName = new LinkedHashMap<>();

	private final List<AcceptedCancel> cancels = new ArrayList<>();

	private boolean closed;

	WorkRegistry(Scenario scenario, Function<ScenarioTask, W> factory) {
		this.scenario = scenario;
		this.factory = factory;
	}

	// If the scenario cancels the task at once, the work never begins.
	W create(String name) {
		W work = create(this.scenario.task(name));
		this.scenario.cancelsAtOnce(name).forEach((cancel) -> cancel(cancel, work::cancel));
		return work;
	}

	// Throws a CancellationException if the run is over.
	W create(ScenarioTask task) {
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

	synchronized @Nullable W get(String name) {
		return this.byName.get(name);
	}

	// The request returns false if its target had ended.
	void cancel(Cancellation cancel, BooleanSupplier request) {
		boolean accepted = request.getAsBoolean();
		synchronized (this) {
			this.cancels.add(new AcceptedCancel(cancel, accepted));
		}
	}

	void cancelRest() {
		all().forEach(TaskWork::cancel);
	}

	// Work that is created later does not count.
	CompletableFuture<?> settled() {
		return CompletableFuture.allOf(all().stream().map(TaskWork::settled).toArray(CompletableFuture<?>[]::new));
	}

	// Refuses new work from now on, and cancels work that has not begun.
	synchronized void close() {
		this.closed = true;
		this.all.forEach(TaskWork::cancelBeforeBegin);
	}

	private synchronized List<W> all() {
		return List.copyOf(this.all);
	}

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
