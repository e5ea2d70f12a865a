package dev.asynclab.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One job of a run, from its creation to its end. Whatever style does the I/O does it
 * through {@link #call} or {@link #mono}, once: both record what happens, and let
 * {@link #cancel} stop the I/O.
 * <p>
 * On failure the error is recorded and thrown to whoever awaits the job. On cancellation
 * the I/O stops (the thread is interrupted, the subscription is disposed of, and either
 * way the connection closes) and the awaiter gets a {@link CancellationException}. A step
 * that ignores the interrupt runs on to its end, which is then what is recorded.
 */
public final class JobHandle {

	private final Job job;

	private final Recorder recorder;

	private final InterruptibleWork work = new InterruptibleWork();

	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	private boolean created;

	private @Nullable Runnable dequeue;

	private boolean cancelRequested;

	private boolean blocked;

	private boolean cancelledWhileBlocked;

	/**
	 * Creates the handle of a job that does not exist as a task yet.
	 * @param job what to do
	 * @param recorder where it is recorded
	 */
	public JobHandle(Job job, Recorder recorder) {
		this.job = job;
		this.recorder = recorder;
		recorder.declare(job.name());
	}

	/**
	 * The job.
	 * @return what to do
	 */
	public Job job() {
		return this.job;
	}

	/**
	 * Records that the job is a task from now on, whether or not it has started. The
	 * second call does nothing.
	 */
	public synchronized void create() {
		if (!this.created) {
			this.created = true;
			this.recorder.created(this.job.name());
		}
	}

	/**
	 * Whether the job is a task.
	 * @return {@code true} once {@link #create} was called, or the job has started
	 */
	public synchronized boolean isCreated() {
		return this.created;
	}

	/**
	 * Completes when the job has ended, well or badly; never with an error.
	 * @return the end of the job
	 */
	public CompletionStage<@Nullable Void> settled() {
		return this.settled.minimalCompletionStage();
	}

	/**
	 * Whether someone asked the job to end.
	 * @return {@code true} once {@link #cancel} had an effect
	 */
	public synchronized boolean isCancelRequested() {
		return this.cancelRequested;
	}

	/**
	 * Asks the job to end. One that has not started never will; one that runs has its I/O
	 * stopped, and may still take a moment to end.
	 * @return {@code false} if it has ended already, or was asked before
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
				this.recorder.cancelRequested(this.job.name());
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
	 * Cancels the job when the future is cancelled. Cancelling what {@code @Async}
	 * returns, or any other {@link CompletableFuture}, would by itself only mark the
	 * future and leave the thread at work.
	 * @param <T> the type of the value
	 * @param future the future that stands for the job
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
		started();
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
	 * Does the job when the returned Mono is subscribed to, once. Cancelling the
	 * subscription cancels the job.
	 * @param io the I/O; it records the start itself, through {@link #started}, when its
	 * request is sent
	 * @return the value of the I/O, its error, or a {@link CancellationException}
	 */
	public Mono<String> mono(Mono<String> io) {
		return Mono.defer(() -> {
			Sinks.One<String> stop = Sinks.one();
			begin(() -> stop.tryEmitError(new CancellationException(this.job.name() + " was cancelled")));
			return Mono.firstWithSignal(stop.asMono(), io);
		}).doOnSuccess(this::finished).doOnError(this::endWith).doOnCancel(this::cancelled);
	}

	/**
	 * Runs a part of the job that nobody can stop, such as a call that blocks an event
	 * loop: a job that is cancelled meanwhile has not ended before that part has.
	 * @param part what blocks
	 */
	void block(Runnable part) {
		synchronized (this) {
			this.blocked = true;
		}
		try {
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

	/**
	 * Begins the job, for a style whose I/O neither {@link #call} nor {@link #mono} can
	 * do; it has to tell of the start and the end itself.
	 * @param stop stops the I/O when the job is cancelled
	 * @throws CancellationException if the job was cancelled before
	 */
	synchronized void begin(Runnable stop) {
		begun(this.work.begin(stop));
	}

	private void begun(boolean begun) {
		if (!begun) {
			throw new CancellationException(this.job.name() + " was cancelled before it started");
		}
		create();
	}

	/**
	 * Tells that the job waits in a queue.
	 * @param dequeue takes it out of there when it is cancelled
	 */
	synchronized void queuedAs(Runnable dequeue) {
		this.dequeue = dequeue;
	}

	void started() {
		this.recorder.started(this.job.name());
	}

	void finished(@Nullable String value) {
		end(() -> this.recorder.finished(this.job.name(), value));
	}

	void failed(Throwable error) {
		end(() -> this.recorder.failed(this.job.name(), error));
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
			this.recorder.cancelled(this.job.name());
		}
	}

	private void requestCancel() {
		if (!this.cancelRequested) {
			this.cancelRequested = true;
			this.recorder.cancelRequested(this.job.name());
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
			this.settled.complete(null);
		}
	}

}
