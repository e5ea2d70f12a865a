package dev.asynclab.scenario;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import dev.asynclab.lesson.tothread.WebClientToThread;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/**
 * Work as a Mono, on an event loop. When its subscription is cancelled it is gone at
 * once; its clean-up then goes on for itself.
 */
final class ReactiveWork extends Work {

	private final Scheduler loop;

	private final WebClientToThread toThread;

	ReactiveWork(ScenarioTask task, EventLog log, Scheduler loop, Scheduler workers) {
		super(task, log);
		this.loop = loop;
		this.toThread = new WebClientToThread(workers);
	}

	/**
	 * The work, to be subscribed to once.
	 * @param turn completes when it may begin
	 * @return what the work returns or raises
	 */
	Mono<JsonNode> mono(Mono<Void> turn) {
		return turn.then(Mono.defer(this::work))
			.doOnSuccess(this::finished)
			.doOnError(CancellationException.class, (_) -> cancelled())
			.doOnError((error) -> !(error instanceof CancellationException), this::failed)
			.subscribeOn(this.loop)
			.doOnCancel(this::cleanUp);
	}

	/**
	 * Only what has not begun can be stopped here; what has ends with its subscription.
	 */
	@Override
	boolean cancel() {
		return cancelBeforeBegin();
	}

	private Mono<JsonNode> work() {
		// The subscription stops it.
		if (!interruptible().begin(() -> {
		})) {
			throw neverBegins();
		}
		note("started");
		if (task().thread()) {
			return this.toThread.toThread(sleeping(() -> note("threadDone")))
				.publishOn(this.loop)
				.doOnError(CancellationException.class, (_) -> note("cancelRequested"));
		}
		if (task().blocking()) {
			return Mono.fromCallable(sleeping(() -> {
			}));
		}
		return Mono.delay(task().delay(), this.loop).map((_) -> deliver());
	}

	private Callable<JsonNode> sleeping(Runnable then) {
		return () -> {
			try {
				Thread.sleep(task().delay());
			}
			catch (InterruptedException ex) {
				// Nobody subscribes any more.
				return task().value();
			}
			then.run();
			return deliver();
		};
	}

	private void cleanUp() {
		if (!cancelBeforeBegin() && ending() == null) {
			cancelArrivedAtWork();
			Mono.delay(task().cleanup(), this.loop).subscribe((_) -> cancelled());
		}
	}

}
