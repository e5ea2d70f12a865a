package dev.asynclab.task;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.asynclab.job.JobHandle;
import dev.asynclab.job.JobStarter;
import dev.asynclab.job.Style;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts jobs that take their first step, and end, when the test says so.
 */
final class ControlledStarter implements JobStarter {

	private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

	@Override
	public Style style() {
		return Style.VIRTUAL_THREAD;
	}

	@Override
	public CompletableFuture<String> start(JobHandle handle) {
		handle.create();
		Call call = new Call(handle);
		this.calls.add(call);
		return call.outcome;
	}

	/**
	 * The next job that was started, which waits for its first step.
	 */
	Call next() throws InterruptedException {
		Call call = this.calls.poll(60, TimeUnit.SECONDS);
		assertThat(call).as("a job was started").isNotNull();
		return call;
	}

	boolean hasNext() {
		return !this.calls.isEmpty();
	}

	static final class Call {

		private final JobHandle handle;

		private final CompletableFuture<String> outcome = new CompletableFuture<>();

		private final CompletableFuture<Void> stepped = new CompletableFuture<>();

		private Call(JobHandle handle) {
			this.handle = handle;
		}

		JobHandle handle() {
			return this.handle;
		}

		/**
		 * Lets the job take its first step; a cancel interrupts it from then on.
		 */
		Call step() throws Exception {
			Thread.startVirtualThread(() -> {
				try {
					this.handle.call(() -> {
						this.stepped.complete(null);
						return this.outcome.get();
					});
				}
				catch (Exception ex) {
					this.stepped.complete(null);
				}
			});
			this.stepped.get(60, TimeUnit.SECONDS);
			return this;
		}

		void returns(String value) {
			this.outcome.complete(value);
		}

		void raises(Exception error) {
			this.outcome.completeExceptionally(error);
		}

	}

}
