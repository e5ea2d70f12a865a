package dev.asynclab.asyncio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(120)
class BarrierTests {

	private final VirtualTime time = new VirtualTime();

	@Test
	void theLastPartyLetsAllGoOn() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
			List<Task<?>> parties = List.of(party(barrier, "a"), party(barrier, "b"), party(barrier, "c"));
			sleep(ZERO);
			assertThat(barrier).hasToString("<Barrier [draining, waiters:0/3]>");
			gather(parties);
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
		});
		assertThat(this.time.trail).containsExactly("0 c 2", "0 a 0", "0 b 1");
	}

	@Test
	void isUsedAgainByThoseThatCameTooEarly() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(2);
			List<Task<?>> parties = List.of(party(barrier, "a"), party(barrier, "b"), party(barrier, "c"),
					party(barrier, "d"), party(barrier, "e"));
			sleep(ofMillis(10));
			assertThat(barrier.nWaiting()).isEqualTo(1);
			assertThat(barrier.parties()).isEqualTo(2);
			barrier.abort();
			gather(parties);
		});
		assertThat(this.time.trail).containsExactly("0 b 1", "0 a 0", "0 d 1", "0 c 0",
				"10 e Abort or reset of barrier");
	}

	@Test
	void abortBreaksItUntilReset() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			List<Task<?>> parties = List.of(party(barrier, "a"), party(barrier, "b"));
			sleep(ZERO);
			barrier.abort();
			gather(parties);
			gather(party(barrier, "c"));
			assertThat(barrier.broken()).isTrue();
			assertThat(barrier).hasToString("<Barrier [broken]>");
			barrier.reset();
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
		});
		assertThat(this.time.trail).containsExactly("0 a Abort or reset of barrier", "0 b Abort or reset of barrier",
				"0 c Barrier aborted");
	}

	@Test
	void resetSendsThoseAwayThatWait() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			List<Task<?>> parties = List.of(party(barrier, "a"), party(barrier, "b"));
			sleep(ZERO);
			barrier.reset();
			assertThat(barrier).hasToString("<Barrier [resetting, waiters:0/3]>");
			gather(parties);
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/3]>");
		});
		assertThat(this.time.trail).containsExactly("0 a Abort or reset of barrier", "0 b Abort or reset of barrier");
	}

	@Test
	void aCancelledPartyIsMissing() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			Task<?> one = party(barrier, "a");
			Task<?> two = party(barrier, "b");
			sleep(ZERO);
			one.cancel();
			sleep(ofMillis(10));
			assertThat(barrier).hasToString("<Barrier [filling, waiters:1/3]>");
			gatherReturnExceptions(two, party(barrier, "c"), party(barrier, "d"));
		});
		assertThat(this.time.trail).containsExactly("10 d 2", "10 b 1", "10 c 1");
	}

	@Test
	void needsAParty() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Barrier(0)).withMessage("parties must be > 0");
	}

	private Task<?> party(Barrier barrier, String name) {
		return createTask(() -> {
			try {
				this.time.note(name + " " + barrier.await());
			}
			catch (BrokenBarrierError error) {
				this.time.note(name + " " + error.getMessage());
			}
		});
	}

}
