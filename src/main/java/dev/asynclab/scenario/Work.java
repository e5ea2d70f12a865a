package dev.asynclab.scenario;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

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

	private boolean begun;

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

	/**
	 * Takes note that the work is being done from now on.
	 * @throws CancellationException if it was cancelled before
	 */
	synchronized void begin() {
		if (this.ending != null) {
			throw new CancellationException(this.task.name() + " was cancelled before it started");
		}
		this.begun = true;
	}

	synchronized boolean cancelBeforeBegin() {
		boolean inTime = !this.begun && this.ending == null;
		if (inTime) {
			this.cancelling++;
			cancelled();
		}
		return inTime;
	}

	synchronized void failBeforeBegin(Throwable error) {
		if (!this.begun) {
			failed(error);
		}
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
		end("finished", value, null);
	}

	void failed(Throwable error) {
		end("failed", null, error);
	}

	void cancelled() {
		end("cancelled", null, null);
	}

	private void end(String event, @Nullable JsonNode value, @Nullable Throwable error) {
		synchronized (this) {
			if (this.ending != null) {
				return;
			}
			this.ending = Ending.of(event, value, error);
			note(event);
		}
		this.settled.complete(null);
	}

}
