package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A call that ends when the probe says so, in the form of each style: as blocking code
 * for any thread, as a cold Mono whose value comes on the event loop, or as a coroutine,
 * always the same object. Cancelling stops the call: at once, or after a clean-up that
 * the probe ends too.
 */
final class ProbeCall {

	private final String name;

	private final Activity activity;

	private final Recorder recorder;

	private final List<TaskRecorder> runs = new CopyOnWriteArrayList<>();

	private final CompletableFuture<String> outcome = new CompletableFuture<>();

	private final CompletableFuture<String> cleanUp = new CompletableFuture<>();

	private final AtomicInteger starts = new AtomicInteger();

	private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> startedAgain = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> cancelRequested = new CompletableFuture<>();

	private final CompletableFuture<Ending> ended = new CompletableFuture<>();

	private final Callable<String> blocking = () -> block("");

	private final Coroutine<String> coroutine = () -> isBlocking() ? block("event loop") : await();

	private final Mono<String> mono;

	private volatile Kind kind = Kind.PLAIN;

	private volatile @Nullable String user;

	ProbeCall(String name, Activity activity, Recorder recorder, Scheduler eventLoop) {
		this.name = name;
		this.activity = activity;
		this.recorder = recorder;
		Mono<String> blockingMono = Mono.fromCallable(this.blocking).subscribeOn(eventLoop);
		Mono<String> waitingMono = mono(eventLoop);
		this.mono = Mono.defer(() -> isBlocking() ? blockingMono : waitingMono);
	}

	// When the call is cancelled, it cleans up until the probe ends it.
	ProbeCall cleansUp() {
		this.kind = Kind.CLEANS_UP;
		return this;
	}

	// The call blocks its thread, also where that is the event loop's.
	ProbeCall blocks() {
		this.kind = Kind.BLOCKS;
		return this;
	}

	Callable<String> blocking() {
		return this.blocking;
	}

	Mono<String> mono() {
		return this.mono;
	}

	Coroutine<String> coroutine() {
		return this.coroutine;
	}

	// A task of a loop that is named blocks that loop.
	private String block(String loop) throws Exception {
		TaskRecorder task = start(MDC.get(Workbench.USER));
		if (!loop.isEmpty()) {
			task.onLoop(loop);
		}
		task.started();
		if (isBlocking()) {
			task.blocking();
		}
		return run(task, () -> {
			String value = get(this.outcome);
			if (Thread.interrupted()) {
				// The interrupt came before the value, which won the race to this thread.
				throw new InterruptedException();
			}
			return value;
		}, () -> get(this.cleanUp));
	}

	private static String get(CompletableFuture<String> future) throws Exception {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private String await() throws Exception {
		TaskRecorder task = start(Workbench.USER_VARIABLE.get());
		task.startedAwaiting();
		return run(task, () -> Asyncio.await(this.outcome.copy()), () -> Asyncio.await(this.cleanUp.copy()));
	}

	private String run(TaskRecorder task, Callable<String> work, Callable<String> cleaning) throws Exception {
		try {
			return endAfter(task, work);
		}
		catch (InterruptedException | CancelledError cancellation) {
			requestCancel(task);
			try {
				if (this.kind == Kind.CLEANS_UP && !this.cleanUp.isCancelled()) {
					return endAfter(task, cleaning);
				}
			}
			catch (CancellationException | CancelledError ex) {
				// The clean-up has ended, and the call ends as cancelled.
			}
			end(task, Ending.CANCELLED);
			throw cancellation;
		}
	}

	private String endAfter(TaskRecorder task, Callable<String> code) throws Exception {
		try {
			String value = code.call();
			end(task, Ending.VALUE);
			return value;
		}
		catch (ProbeCallFailedException | CancellationException ex) {
			end(task, Ending.of(ex));
			throw ex;
		}
	}

	private Mono<String> mono(Scheduler eventLoop) {
		return Mono.deferContextual((context) -> {
			TaskRecorder task = start(context.getOrDefault(Workbench.USER, ""));
			task.startedAwaiting();
			return Mono.fromFuture(this.outcome, true)
				.publishOn(eventLoop)
				.doOnSuccess((_) -> end(task, Ending.VALUE))
				.doOnError((ex) -> end(task, Ending.of(ex)))
				.doOnCancel(() -> {
					requestCancel(task);
					// A cancelled Mono can do no more than start its clean-up.
					if (this.kind == Kind.CLEANS_UP) {
						this.cleanUp.whenComplete((_, _) -> end(task, Ending.CANCELLED));
					}
					else {
						end(task, Ending.CANCELLED);
					}
				});
		});
	}

	void created() {
		this.recorder.task(this.name).created();
	}

	private TaskRecorder start(@Nullable String user) {
		this.activity.add(Thread.currentThread());
		this.user = user;
		boolean again = this.starts.incrementAndGet() > 1;
		TaskRecorder task = this.recorder.task(again ? this.name + " again" : this.name);
		this.runs.add(task);
		if (this.outcome.isDone()) {
			task.sent();
		}
		this.started.complete(null);
		if (again) {
			this.startedAgain.complete(null);
		}
		return task;
	}

	private void requestCancel(TaskRecorder task) {
		this.activity.add(Thread.currentThread());
		task.cancelRequested();
		this.cancelRequested.complete(null);
	}

	// What it waited for was there when the probe told it to end.
	private void end(TaskRecorder task, Ending ending) {
		this.activity.add(Thread.currentThread());
		switch (ending) {
			case VALUE -> {
				task.answered(0);
				task.finished(this.name);
			}
			case ERROR -> {
				task.answered(0);
				task.failed(new ProbeCallFailedException(this.name));
			}
			case CANCELLED -> task.cancelled();
		}
		this.ended.complete(ending);
	}

	// What it waits for is there from now on.
	private void told() {
		if (!this.outcome.isDone()) {
			this.runs.forEach(TaskRecorder::sent);
		}
	}

	// The value is the name. A call that cleans up refuses to be cancelled then.
	ProbeCall returns() {
		told();
		this.outcome.complete(this.name);
		this.cleanUp.complete(this.name);
		return this;
	}

	// A call that cleans up fails as well.
	void raises() {
		told();
		this.outcome.completeExceptionally(new ProbeCallFailedException(this.name));
		this.cleanUp.completeExceptionally(new ProbeCallFailedException(this.name));
	}

	// Ends the call, or its clean-up, as cancelled without a request to cancel it.
	void endsCancelled() {
		this.outcome.completeExceptionally(new CancellationException());
		this.cleanUp.cancel(false);
	}

	String name() {
		return this.name;
	}

	int starts() {
		return this.starts.get();
	}

	// The user in the context of the call's caller; null or empty if there is none.
	@Nullable String user() {
		return this.user;
	}

	CompletableFuture<?> started() {
		return this.started;
	}

	CompletableFuture<?> startedAgain() {
		return this.startedAgain;
	}

	CompletableFuture<?> cancelRequested() {
		return this.cancelRequested;
	}

	CompletableFuture<Ending> ended() {
		return this.ended;
	}

	boolean isBlocking() {
		return this.kind == Kind.BLOCKS;
	}

	// Ends the call wherever it waits.
	void close() {
		told();
		this.outcome.complete(this.name);
		this.cleanUp.cancel(false);
	}

	private enum Kind {

		PLAIN, CLEANS_UP, BLOCKS

	}

	enum Ending {

		VALUE, ERROR, CANCELLED;

		private static Ending of(Throwable error) {
			return (error instanceof CancellationException) ? CANCELLED : ERROR;
		}

	}

}
