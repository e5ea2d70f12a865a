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
 * Passes the turn to a strand that is just about to wait for it. It must wake, and see what
 * was done before.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The turn arrived, and with it the value.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The strand did not see what was done before.")
@State
public class HandOverStress {

	private final CompletableFuture<Integer> seen = new CompletableFuture<>();

	private final Strand strand = new Receiver();

	private int value;

	@Actor
	public void hand() {
		this.strand.pass();
		this.value = 1;
		this.strand.pass();
	}

	@Arbiter
	public void result(I_Result result) {
		result.r1 = this.seen.join();
	}

	private final class Receiver extends Strand {

		Receiver() {
			super(null);
		}

		@Override
		Thread newThread() {
			return Thread.ofVirtual().unstarted(() -> {
				awaitTurn();
				HandOverStress.this.seen.complete(HandOverStress.this.value);
			});
		}

		@Override
		void interrupted() {
		}

		@Override
		void resumed() {
		}

	}

}
