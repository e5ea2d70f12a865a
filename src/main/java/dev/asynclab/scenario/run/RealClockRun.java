package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;

import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.scenario.outcome.JsonValues;
import dev.asynclab.scenario.outcome.RunRecord;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import dev.asynclab.scenario.outcome.RunRecord.Measured;
import dev.asynclab.scenario.outcome.RunRecord.TaskRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a scenario in one of Spring's styles, on the real clock: starts the
 * scenario, makes its requests to cancel in time, and waits until all tasks have ended.
 */
final class RealClockRun {

	private static final Set<String> ENDS = Set.of("finished", "failed", "cancelled");

	private static final ThreadFactory CANCELS = Thread.ofVirtual().name("scenario-cancels").factory();

	private final long start = System.nanoTime();

	private final EventLog log = new EventLog(() -> (System.nanoTime() - this.start) / 1e6);

	private final Scenario scenario;

	private final SpringScenario style;

	private int outerCancelling;

	private volatile double returnedMs;

	private @Nullable List<Entry> beforeShutdown;

	RealClockRun(Scenario scenario, BiFunction<Scenario, EventLog, SpringScenario> style) {
		this.scenario = scenario;
		this.style = style.apply(scenario, this.log);
	}

	// Waits for the last task. An interrupt of the caller cancels all tasks, and this
	// throws a CancellationException when they have ended.
	RunRecord run() {
		List<Cancellation> atOnce = this.scenario.cancelsAtOnce(Scenario.OUTER);
		try (SpringScenario style = this.style;
				ExecutorService canceller = Executors.newThreadPerTaskExecutor(CANCELS)) {
			if (!atOnce.isEmpty()) {
				this.outerCancelling = 1;
				style.works().cancel(atOnce.getFirst(), () -> true);
				return record(returned(null, new CancellationException()));
			}
			CompletableFuture<Ending> result = style.start().handle(this::returned);
			canceller.execute(this::cancelInTime);
			try {
				awaitEnd(result);
				return record(result.resultNow());
			}
			finally {
				canceller.shutdownNow();
				style.works().close();
			}
		}
	}

	private void awaitEnd(CompletableFuture<Ending> result) {
		try {
			result.get();
			if (this.scenario.afterReturn() == AfterReturn.RUN) {
				// Tasks that were cancelled together with their awaiter end first.
				Thread.sleep(Duration.ofMillis(this.scenario.tickMs()).dividedBy(4));
				this.beforeShutdown = this.log.entries();
				this.style.cancelRest();
			}
			this.style.ended().get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			this.style.cancelOuter();
			// Before the rest is cancelled, since a task that is created later would be
			// missed.
			this.style.works().close();
			this.style.cancelRest();
			result.thenCompose((_) -> this.style.ended()).join();
			throw (CancellationException) new CancellationException("The scenario was cancelled").initCause(ex);
		}
	}

	private void cancelInTime() {
		try {
			for (Cancellation cancel : this.scenario.cancelsLater()) {
				long due = this.start + Math.round(cancel.ms() * 1e6);
				Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
				this.style.deliver(() -> this.style.works().cancel(cancel, () -> cancel(cancel.target())));
			}
		}
		catch (InterruptedException ex) {
			// All tasks have ended, so there is nothing to cancel.
			Thread.currentThread().interrupt();
		}
	}

	private boolean cancel(String target) {
		if (!target.equals(Scenario.OUTER)) {
			return this.style.cancel(target);
		}
		boolean accepted = this.style.cancelOuter();
		if (accepted) {
			this.outerCancelling++;
		}
		return accepted;
	}

	private Ending returned(@Nullable JsonNode value, @Nullable Throwable error) {
		this.returnedMs = (System.nanoTime() - this.start) / 1e6;
		String event = switch ((error != null) ? JsonValues.unwrapped(error) : null) {
			case null -> "finished";
			case CancellationException _, InterruptedException _ -> "cancelled";
			default -> "failed";
		};
		this.log.add(Scenario.OUTER, event);
		return new Ending(event, value, (error != null) ? JsonValues.unwrapped(error) : null);
	}

	private RunRecord record(Ending result) {
		this.style.works().close();
		Map<String, TaskRecord> tasks = this.style.works().records();
		List<Entry> log = this.log.entries();
		return new RunRecord(this.scenario, false, log, result, this.outerCancelling, this.returnedMs,
				pending(tasks, log), tasks, this.style.works().cancels(), this.style.unretrieved(), List.of(),
				List.of(), new Measured(this.style.loop(), this.log.threads(), null,
						(this.style.loop() != null) ? Culprits.of(this.scenario) : Map.of()));
	}

	// As in the log, events of the same tick have no order: a task that ended in the tick
	// of the return is not pending, unless the shutdown ended it.
	private List<String> pending(Map<String, TaskRecord> tasks, List<Entry> log) {
		Map<String, Double> ends = new HashMap<>();
		((this.beforeShutdown != null) ? this.beforeShutdown : log).stream()
			.filter((entry) -> ENDS.contains(entry.event()))
			.forEach((entry) -> ends.put(entry.task(), entry.ms()));
		long returned = this.scenario.tick(this.returnedMs);
		return tasks.entrySet()
			.stream()
			.filter((task) -> task.getValue().cancelling() != null)
			.map(Map.Entry::getKey)
			.filter((name) -> !ends.containsKey(name) || this.scenario.tick(ends.get(name)) > returned)
			.sorted(Comparator.comparingInt(this.scenario.names()::indexOf))
			.toList();
	}

}
