package dev.asynclab.scenario.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import dev.asynclab.lesson.tothread.WebClientToThread;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.EventLog;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/**
 * The work of a task as a Mono, on an event loop. When its subscription is cancelled, the
 * awaiter is told at once, and the clean-up goes on without it.
 */
final class ReactiveWork extends TaskWork {

	private final Scheduler loop;

	private final WebClientToThread toThread;

	ReactiveWork(ScenarioTask task, EventLog log, Scheduler loop, Scheduler workers) {
		super(task, log);
		this.loop = loop;
		this.toThread = new WebClientToThread(workers);
	}

	// The Mono is for one subscription. The work begins when its turn has come.
	Mono<JsonNode> mono(Mono<Void> turn) {
		return turn.then(Mono.defer(this::work))
			.doOnSuccess(this::finished)
			.doOnError(CancellationException.class, (_) -> cancelled())
			.doOnError((error) -> !(error instanceof CancellationException), this::failed)
			.subscribeOn(this.loop)
			.doOnCancel(this::cleanUp);
	}

	// Work that has begun ends with its subscription.
	@Override
	boolean cancel() {
		return cancelBeforeBegin();
	}

	private Mono<JsonNode> work() {
		// Only the end of its subscription stops it.
		requireBegun(interruptible().begin(() -> {
		}));
		note("started");
		if (task().thread()) {
			Callable<JsonNode> sleeping = sleeping(() -> note("threadDone"));
			return this.toThread.toThread(() -> {
				holdsThread();
				return sleeping.call();
			}).publishOn(this.loop).doOnError(CancellationException.class, (_) -> note("cancelRequested"));
		}
		if (task().blocking()) {
			return Mono.fromCallable(sleeping(() -> {
			}));
		}
		return Mono.delay(task().delay(), this.loop).map((_) -> task().end(CancellationException::new));
	}

	private Callable<JsonNode> sleeping(Runnable then) {
		return () -> {
			try {
				Thread.sleep(task().delay());
			}
			catch (InterruptedException ex) {
				// The subscription was cancelled, so nothing gets this value.
				return task().value();
			}
			then.run();
			return task().end(CancellationException::new);
		};
	}

	private void cleanUp() {
		if (!cancelBeforeBegin() && ending() == null) {
			cancelArrivedAtWork();
			Mono.delay(task().cleanup(), this.loop).subscribe((_) -> cancelled());
		}
	}

}
