package dev.asynclab.scenario;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import dev.asynclab.job.InterruptibleWork;
import dev.asynclab.scenario.RunRecord.Ending;
import dev.asynclab.scenario.ScenarioTask.ErrorSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one task of a scenario does, written down as it happens. It is done once at most;
 * a subclass knows how its style does it, and how it is stopped.
 */
abstract class Work {

	private final ScenarioTask task;

	private final EventLog log;

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private final InterruptibleWork work = new InterruptibleWork();

	private int cancelling;

	private @Nullable Ending ending;

	Work(ScenarioTask task, EventLog log) {
		this.task = task;
		this.log = log;
	}

	/**
	 * Asks the work to end.
	 * @return {@code false} if it has ended
	 */
	abstract boolean cancel();

	ScenarioTask task() {
		return this.task;
	}

	/**
	 * Completes when the work has ended, and never with an error.
	 * @return the end of the work
	 */
	CompletableFuture<@Nullable Void> settled() {
		return this.settled;
	}

	synchronized @Nullable Ending ending() {
		return this.ending;
	}

	/**
	 * How many requests to end have reached the work.
	 * @return their number
	 */
	synchronized int cancelling() {
		return this.cancelling;
	}

	InterruptibleWork interruptible() {
		return this.work;
	}

	CancellationException neverBegins() {
		return new CancellationException(this.task.name() + " was cancelled before it started");
	}

	/**
	 * Cancels the work if it has not begun.
	 * @return {@code true} if it never will
	 */
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

	synchronized void cancelArrived() {
		this.cancelling++;
	}

	void cancelArrivedAtWork() {
		cancelArrived();
		if (!this.task.name().equals(Scenario.BODY)) {
			note("cancelRequested");
		}
	}

	JsonNode deliver() {
		return switch (this.task.outcome()) {
			case OK -> this.task.value();
			case FAIL -> throw ErrorSpec.toRaise(this.task.error(), this.task.name() + " failed");
			case CANCEL -> throw new CancellationException();
		};
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
			this.ending = Ending.of(event, value, error);
			note(event);
		}
		this.settled.complete(null);
		return true;
	}

}
