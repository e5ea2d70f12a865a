package dev.asynclab.scenario.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.FutureStarter;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.UpstreamException;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.JsonValues;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The work of a task as a job that another process does: a call of the upstream, which
 * takes the task's delay. What happens there is written down when this process hears of
 * it. A job that begins a second time, since its worker was lost, has started once.
 */
final class JobWork extends TaskWork {

	private static final String NAMELESS = "task";

	private final FutureStarter starter;

	private final JobHandle handle;

	private boolean begun;

	JobWork(ScenarioTask task, EventLog log, FutureStarter starter) {
		super(task, log);
		this.starter = starter;
		Recorder recorder = new Recorder(System::nanoTime);
		recorder.onEntry(this::heard);
		this.handle = new JobHandle(new Job(Job.isName(task.name()) ? task.name() : NAMELESS, task.delay(),
				(task.outcome() == Outcome.OK) ? Job.Outcome.OK : Job.Outcome.FAIL), recorder);
	}

	/**
	 * Hands the job over.
	 * @return the task's value or error; cancelling it stops the job
	 */
	CompletableFuture<JsonNode> start() {
		this.handle.create();
		CompletableFuture<JsonNode> task = new CompletableFuture<>();
		this.starter.start(this.handle)
			.whenComplete((_, error) -> this.handle.settled().whenComplete((_, _) -> end(task, error)));
		AsyncPoolScenario.onCancel(task, this::cancel);
		return task;
	}

	private void heard(LogEntry entry) {
		if (entry.event() == TaskEvent.STARTED) {
			begin();
			holds(entry.thread());
		}
	}

	private synchronized void begin() {
		if (!this.begun && interruptible().begin(this::stop)) {
			this.begun = true;
			note("started");
		}
	}

	@Override
	boolean cancel() {
		if (cancelBeforeBegin()) {
			this.handle.cancel();
			return true;
		}
		return interruptible().cancel();
	}

	private void stop() {
		if (this.handle.cancel()) {
			cancelArrivedAtWork();
		}
	}

	private void end(CompletableFuture<JsonNode> task, @Nullable Throwable error) {
		Throwable cause = (error != null) ? JsonValues.unwrapped(error) : null;
		switch (cause) {
			case null -> {
				begin();
				finished(task().value());
				task.complete(task().value());
			}
			case CancellationException _ -> {
				if (!cancelBeforeBegin()) {
					cancelled();
				}
				task.cancel(false);
			}
			case UpstreamException ex when ex.kind() == UpstreamException.Kind.STATUS -> {
				begin();
				fail(task, task().failure());
			}
			default -> fail(task, cause);
		}
	}

	private void fail(CompletableFuture<JsonNode> task, Throwable error) {
		failBeforeBegin(error);
		failed(error);
		task.completeExceptionally(error);
	}

}
