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
 * Two threads call into a loop that starts, runs or goes idle meanwhile. It must wake and
 * run both calls.
 */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both calls ran.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A call was lost.")
@State
public class DoorStress {

	private final EventLoop loop = new EventLoop();

	private final Future<Integer> both = this.loop.createFuture();

	private final CompletableFuture<Integer> result = new CompletableFuture<>();

	private int calls;

	public DoorStress() {
		Thread.ofVirtual().start(() -> this.result.complete(Asyncio.run(this.loop, this.both::await)));
	}

	@Actor
	public void one() {
		this.loop.callSoonThreadsafe(this::count);
	}

	@Actor
	public void other() {
		this.loop.callSoonThreadsafe(this::count);
	}

	@Arbiter
	public void result(I_Result result) {
		result.r1 = this.result.join();
	}

	private void count() {
		this.calls++;
		if (this.calls == 2) {
			this.both.setResult(this.calls);
		}
	}

}
