package dev.asynclab.scenario;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.admission.RunningWork;
import org.jspecify.annotations.Nullable;

/**
 * A run as the shutdown sees it: begun by the thread that creates this, which is
 * interrupted to cancel the run, and over when it is closed.
 */
final class InterruptibleRun implements RunningWork.Work, AutoCloseable {

	private final Thread thread = Thread.currentThread();

	private final String name;

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	private boolean over;

	/**
	 * Begins a run.
	 * @param name for the log
	 */
	InterruptibleRun(String name) {
		this.name = name;
	}

	@Override
	public CompletableFuture<?> ended() {
		return this.ended;
	}

	@Override
	public synchronized void cancel(String by) {
		if (!this.over) {
			this.thread.interrupt();
		}
	}

	@Override
	public void abandon() {
		cancel("shutdown");
	}

	@Override
	public void close() {
		synchronized (this) {
			this.over = true;
		}
		this.ended.complete(null);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
