package dev.asynclab.asyncio;

import java.util.concurrent.CompletableFuture;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One thread completes what main awaits while another cancels main.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The completion won.")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The cancellation won.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Neither.")
@State
public class CancelStress {

	private final EventLoop loop = new EventLoop();

	private final CompletableFuture<Integer> stage = new CompletableFuture<>();

	private final Task<Integer> task = this.loop.createTask(null, () -> Asyncio.await(this.stage));

	private final CompletableFuture<Integer> result = new CompletableFuture<>();

	public CancelStress() {
		Thread.ofVirtual().start(this::run);
	}

	@Actor
	public void complete() {
		this.stage.complete(1);
	}

	@Actor
	public void cancel() {
		this.loop.callSoonThreadsafe(this.task::cancel);
	}

	@Arbiter
	public void result(I_Result result) {
		result.r1 = this.result.join();
	}

	private void run() {
		try {
			this.result.complete(this.loop.runUntilComplete(this.task));
		}
		catch (CancelledError error) {
			this.result.complete(-1);
		}
	}

}
