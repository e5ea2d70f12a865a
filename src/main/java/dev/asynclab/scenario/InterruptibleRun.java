package dev.asynclab.scenario;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.admission.RunningWork;
import dev.asynclab.job.InterruptibleWork;
import org.jspecify.annotations.Nullable;

/**
 * A run that a shutdown can cancel. It begins on the thread that creates this object, a
 * cancellation interrupts that thread, and it ends when this object is closed.
 */
final class InterruptibleRun implements RunningWork.Work, AutoCloseable {

	private final InterruptibleWork work = new InterruptibleWork();

	private final String name;

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	InterruptibleRun(String name) {
		this.name = name;
		this.work.begin();
	}

	@Override
	public CompletableFuture<?> ended() {
		return this.ended;
	}

	@Override
	public void cancel(String by) {
		this.work.cancel();
	}

	@Override
	public void abandon() {
		cancel("shutdown");
	}

	@Override
	public void close() {
		this.work.end();
		this.ended.complete(null);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
