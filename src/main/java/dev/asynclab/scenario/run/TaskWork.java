package dev.asynclab.scenario.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import dev.asynclab.job.InterruptibleWork;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The work of one task of a scenario, which writes down what happens. It is done once at
 * most. A subclass knows how its style does the work, and how it stops it.
 */
abstract class TaskWork {

	private final ScenarioTask task;

	private final EventLog log;

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private final InterruptibleWork work = new InterruptibleWork();

	private int cancelling;

	private @Nullable Ending ending;

	TaskWork(ScenarioTask task, EventLog log) {
		this.task = task;
		this.log = log;
	}

	// Returns false if the work has ended.
	abstract boolean cancel();

	ScenarioTask task() {
		return this.task;
	}

	// Completes when the work has ended, and never with an error.
	CompletableFuture<@Nullable Void> settled() {
		return this.settled;
	}

	synchronized @Nullable Ending ending() {
		return this.ending;
	}

	synchronized int cancelling() {
		return this.cancelling;
	}

	InterruptibleWork interruptible() {
		return this.work;
	}

	void requireBegun(boolean begun) {
		if (!begun) {
			throw new CancellationException(this.task.name() + " was cancelled before it started");
		}
	}

	// Returns true if the work never begins.
	boolean cancelBeforeBegin() {
		return end(() -> {
			boolean neverBegins = this.work.cancelBeforeBegin();
			this.cancelling += neverBegins ? 1 : 0;
			return neverBegins;
		}, "cancelled", null, null);
	}

	void failBeforeBegin(Throwable error) {
		end(this.work::cancelBeforeBegin, "failed", null, error);
	}

	void note(String event) {
		this.log.add(this.task.name(), event);
	}

	// On a thread of another process.
	void holds(String thread) {
		this.log.holds(this.task.name(), thread);
	}

	void holdsThread() {
		this.log.holdsThread(this.task.name());
	}

	synchronized void cancelArrived() {
		this.cancelling++;
	}

	void cancelArrivedAtWork() {
		cancelArrived();
		if (!this.task.name().equals(Scenario.BODY)) {
			note("cancelRequested");
		}
	}

	void finished(JsonNode value) {
		end(this.work::end, "finished", value, null);
	}

	void failed(Throwable error) {
		end(this.work::end, "failed", null, error);
	}

	void cancelled() {
		end(this.work::end, "cancelled", null, null);
	}

	private boolean end(BooleanSupplier end, String event, @Nullable JsonNode value, @Nullable Throwable error) {
		synchronized (this) {
			if (!end.getAsBoolean()) {
				return false;
			}
			this.ending = new Ending(event, value, error);
			note(event);
		}
		this.settled.complete(null);
		return true;
	}

}
