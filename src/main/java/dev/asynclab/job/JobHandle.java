package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import dev.asynclab.upstream.ServerTiming;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.http.HttpHeaders;

/**
 * One job of a run, from its creation to its end. Every style does the I/O through
 * {@link #call} or {@link #mono}, once. Both record what happens, and let {@link #cancel}
 * stop the I/O.
 * <p>
 * On failure the error is recorded and thrown to the code that awaits the job. On
 * cancellation the I/O stops: the thread is interrupted or the subscription is disposed
 * of, and the connection closes. The code that awaits the job gets a
 * {@link CancellationException}. A step that ignores the interrupt runs to its end, and
 * that end is recorded.
 */
public final class JobHandle {

	private final Job job;

	private final TaskRecorder task;

	private final InterruptibleWork work = new InterruptibleWork();

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private volatile @Nullable Executor settling;

	private boolean created;

	private @Nullable Runnable dequeue;

	private volatile boolean started;

	private boolean cancelRequested;

	private boolean blocked;

	private boolean cancelledWhileBlocked;

	/**
	 * Creates the handle of a job that is not yet a task.
	 * @param job the job
	 * @param recorder records what happens to it
	 */
	public JobHandle(Job job, Recorder recorder) {
		this.job = job;
		this.task = recorder.task(job.name(), job.delay());
	}

	/**
	 * Returns the job.
	 * @return the job
	 */
	public Job job() {
		return this.job;
	}

	/**
	 * Records that the job has become a task, whether or not it has started. A second
	 * call does nothing.
	 */
	public synchronized void create() {
		if (!this.created) {
			this.created = true;
			this.task.created();
		}
	}

	/**
	 * Tells whether the job is a task.
	 * @return {@code true} once {@link #create} was called, or the job has started
	 */
	public synchronized boolean isCreated() {
		return this.created;
	}

	/**
	 * Returns a stage that completes when the job has ended. The stage never completes
	 * with an error, even if the job failed.
	 * @return the end of the job
	 */
	public CompletionStage<@Nullable Void> settled() {
		return this.settled.minimalCompletionStage();
	}

	/**
	 * Tells whether the job has been asked to end.
	 * @return {@code true} once {@link #cancel} had an effect
	 */
	public synchronized boolean isCancelRequested() {
		return this.cancelRequested;
	}

	/**
	 * Asks the job to end. A job that has not started will never start. If the job runs,
	 * its I/O is stopped, and the job may still take a moment to end.
	 * @return {@code false} if it has already ended, or was asked before
	 */
	public boolean cancel() {
		boolean neverBegins;
		Runnable dequeue;
		synchronized (this) {
			if (this.cancelRequested || this.work.isEnded()) {
				return false;
			}
			this.cancelRequested = true;
			if (this.created) {
				this.task.cancelRequested();
			}
			neverBegins = this.work.cancelBeforeBegin();
			dequeue = this.dequeue;
		}
		if (!neverBegins) {
			this.work.cancel();
			return true;
		}
		if (dequeue != null) {
			dequeue.run();
		}
		settle(this::recordCancelled);
		return true;
	}

	/**
	 * Cancels the job when the future is cancelled. By itself, cancelling a
	 * {@link CompletableFuture}, such as {@code @Async} returns, only marks the future:
	 * the thread continues to work.
	 * @param <T> the type of the value
	 * @param future the future of the job
	 * @return the same future
	 */
	public <T> CompletableFuture<T> cancelWith(CompletableFuture<T> future) {
		future.whenComplete((_, _) -> {
			if (future.isCancelled()) {
				cancel();
			}
		});
		return future;
	}

	/**
	 * Does the job on the calling thread, which {@link #cancel} interrupts.
	 * @param io the blocking I/O
	 * @return the value of the I/O
	 * @throws CancellationException if the job was cancelled, or the thread interrupted
	 * @throws Exception the error of the I/O
	 */
	public String call(Callable<String> io) throws Exception {
		synchronized (this) {
			begun(this.work.begin());
		}
		this.started = true;
		this.task.started();
		try {
			String value = io.call();
			finished(value);
			return value;
		}
		catch (Error ex) {
			failed(ex);
			throw ex;
		}
		catch (Exception ex) {
			// The exception takes the place of an interrupt.
			if (isCancelRequested() || Thread.interrupted() || ex instanceof InterruptedException) {
				throw cancelled(ex);
			}
			failed(ex);
			throw ex;
		}
	}

	/**
	 * Does the job once, when the returned Mono is subscribed to. Cancelling the
	 * subscription cancels the job.
	 * @param io the I/O; the job starts when its request is {@link #sent}
	 * @return the value of the I/O, its error, or a {@link CancellationException}
	 */
	public Mono<String> mono(Mono<String> io) {
		return Mono.create((sink) -> {
			Disposable.Swap subscription = Disposables.swap();
			try {
				begin(() -> {
					subscription.dispose();
					cancelled();
					sink.error(new CancellationException(this.job.name() + " was cancelled"));
				});
			}
			catch (CancellationException ex) {
				cancelled();
				sink.error(ex);
				return;
			}
			sink.onCancel(() -> {
				cancelled();
				subscription.dispose();
			});
			subscription.update(io.subscribe((value) -> {
				finished(value);
				sink.success(value);
			}, (error) -> {
				endWith(error);
				sink.error(error);
			}, sink::success, Context.of(sink.contextView())));
		});
	}

	// Runs a part of the job that can't be stopped, such as a call that blocks an event
	// loop. A job that is cancelled meanwhile ends only when that part has ended.
	void block(Runnable part) {
		synchronized (this) {
			this.blocked = true;
		}
		try {
			if (isCancelRequested()) {
				throw new CancellationException(this.job.name() + " was cancelled");
			}
			blocking();
			part.run();
		}
		finally {
			boolean cancelled;
			synchronized (this) {
				this.blocked = false;
				cancelled = this.cancelledWhileBlocked;
			}
			if (cancelled) {
				cancelled();
			}
		}
	}

	// From here on the job keeps its thread, or its event loop.
	void blocking() {
		this.task.blocking();
	}

	// The current thread runs the job, in a task of an event loop.
	void onLoop(String loop) {
		this.task.onLoop(loop);
	}

	/**
	 * Lets another process do the job. To be called before anything happens to it.
	 * @param executor runs what follows the end of the job, which would hold up the
	 * thread that hears of it
	 * @return to be told of what happens there
	 */
	public RemoteWork remote(Executor executor) {
		this.settling = executor;
		return new RemoteWork(this, this.task);
	}

	// For I/O that neither call nor mono can do. The caller records the start and the
	// end.
	synchronized void begin(Runnable stop) {
		begun(this.work.begin(stop));
	}

	private void begun(boolean begun) {
		if (!begun) {
			throw new CancellationException(this.job.name() + " was cancelled before it started");
		}
		create();
	}

	synchronized void queuedAs(Runnable dequeue) {
		this.dequeue = dequeue;
	}

	void started() {
		this.started = true;
		this.task.startedAwaiting();
	}

	// Another process runs the job, on a thread of its own.
	void startedAt(String place, int attempt) {
		this.started = true;
		this.task.startedAt(place, attempt);
	}

	// The request is being written. A job that has not started starts with it.
	void sent() {
		if (!this.started) {
			started();
		}
		this.task.sent();
	}

	// The answer is there, with an error or without one.
	void answered(HttpHeaders headers) {
		long tookNanos = ServerTiming.upstreamNanos(headers.getFirst(ServerTiming.HEADER));
		if (tookNanos != ServerTiming.UNKNOWN) {
			this.task.answered(tookNanos);
		}
	}

	void finished(@Nullable String value) {
		end(() -> this.task.finished(value));
	}

	void failed(Throwable error) {
		end(() -> this.task.failed(error));
	}

	void cancelled() {
		synchronized (this) {
			if (this.blocked) {
				requestCancel();
				this.cancelledWhileBlocked = true;
				return;
			}
		}
		end(this::recordCancelled);
	}

	private void recordCancelled() {
		if (this.created) {
			requestCancel();
			this.task.cancelled();
		}
	}

	private void requestCancel() {
		if (!this.cancelRequested) {
			this.cancelRequested = true;
			this.task.cancelRequested();
		}
	}

	private CancellationException cancelled(Exception cause) {
		cancelled();
		CancellationException cancelled = new CancellationException(this.job.name() + " was cancelled");
		cancelled.initCause(cause);
		return cancelled;
	}

	private void endWith(Throwable error) {
		if (error instanceof CancellationException) {
			cancelled();
		}
		else {
			failed(error);
		}
	}

	private void end(Runnable recording) {
		synchronized (this) {
			if (!this.work.end()) {
				return;
			}
		}
		settle(recording);
	}

	private void settle(Runnable recording) {
		try {
			recording.run();
		}
		finally {
			Executor executor = this.settling;
			if (executor != null) {
				executor.execute(() -> this.settled.complete(null));
			}
			else {
				this.settled.complete(null);
			}
		}
	}

}
