package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

	@Test
	void aBarrierOfOneHoldsNoTask() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(1);
			assertThat(barrier.await()).isZero();
			assertThat(barrier.await()).isZero();
			assertThat(barrier.nWaiting()).isZero();
			assertThat(barrier.broken()).isFalse();
		});
	}

	@Test
	void countsThoseThatWait() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			for (int i = 1; i < 3; i++) {
				party(barrier, "party");
				sleep(ZERO);
				assertThat(barrier.nWaiting()).isEqualTo(i);
				assertThat(barrier).hasToString("<Barrier [filling, waiters:" + i + "/3]>");
			}
			Asyncio.wait(List.of(party(barrier, "last")));
			assertThat(barrier.nWaiting()).isZero();
		});
	}

	@Test
	void eachGetsAnotherPlaceEachTime() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			List<Integer> places = gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				barrier.await();
				this.time.note("once");
				return barrier.await();
			})).toList());
			assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
			assertThat(this.time.trail).hasSize(5);
			assertThat(barrier.nWaiting()).isZero();
		});
	}

	@Test
	void drainsUntilTheLastHasLeft() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			List<String> states = new ArrayList<>();
			gather(IntStream.range(0, 3).mapToObj((i) -> createTask(() -> {
				barrier.await();
				return states.add(barrier.toString());
			})).toList());
			assertThat(states).containsExactly("<Barrier [draining, waiters:0/3]>", "<Barrier [draining, waiters:0/3]>",
					"<Barrier [filling, waiters:0/3]>");
		});
	}

	@Test
	void whoComesAgainWhileItDrainsWaitsForTheNextTime() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Barrier others = new Barrier(3);
			int[] again = { 2 };
			gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				barrier.await();
				if (again[0]-- <= 0) {
					others.await();
				}
				return barrier.await();
			})).toList());
			assertThat(others.nWaiting()).isZero();
			assertThat(barrier.nWaiting()).isZero();
		});
	}

	@Test
	void resetOfAnEmptyBarrierChangesNothing() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(1);
			barrier.reset();
			assertThat(barrier.nWaiting()).isZero();
			assertThat(barrier.broken()).isFalse();
		});
	}

	@Test
	void abortOfAnEmptyBarrierBreaksIt() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(1);
			barrier.abort();
			assertThat(barrier.nWaiting()).isZero();
			assertThat(barrier.broken()).isTrue();
		});
	}

	@Test
	void resetWhileItDrainsSendsThoseAwayThatAreStillInside() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Halves halves = new Halves();
			gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				try {
					barrier.await();
					if (++halves.left == 3) {
						barrier.reset();
					}
				}
				catch (BrokenBarrierError error) {
					halves.sentAway++;
				}
				return i;
			})).toList());
			assertThat(halves.sentAway).isEqualTo(2);
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/5]>");
		});
	}

	@Test
	void resetWhileItDrainsLetsThoseWaitThatCameAgain() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Halves halves = new Halves();
			gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				try {
					barrier.await();
					if (++halves.left > 2) {
						barrier.reset();
					}
				}
				catch (BrokenBarrierError error) {
					halves.sentAway++;
				}
				return barrier.await();
			})).toList());
			assertThat(halves.sentAway).isEqualTo(2);
			assertThat(barrier).hasToString("<Barrier [filling, waiters:0/5]>");
		});
	}

	@Test
	void afterAResetTheSameMayWaitAgain() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(3);
			Halves halves = new Halves();
			List<Task<Integer>> parties = IntStream.range(0, 2).mapToObj((i) -> createTask(() -> {
				try {
					return barrier.await();
				}
				catch (BrokenBarrierError error) {
					halves.sentAway++;
					return barrier.await();
				}
			})).toList();
			sleep(ZERO);
			barrier.reset();
			sleep(ZERO);
			List<Integer> places = new ArrayList<>(List.of(barrier.await()));
			places.addAll(gather(parties));
			assertThat(places).containsExactly(1, 2, 0);
			assertThat(halves.sentAway).isEqualTo(2);
		});
	}

	@Test
	void theLastThatLeavesMayResetIt() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Halves halves = new Halves();
			gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				barrier.await();
				if (++halves.left == 5) {
					barrier.reset();
				}
				barrier.await();
				return barrier.await();
			})).toList());
			assertThat(barrier.broken()).isFalse();
			assertThat(barrier.nWaiting()).isZero();
		});
	}

	@Test
	void abortWhileItDrainsSendsAllAway() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Halves halves = new Halves();
			gatherReturnExceptions(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				try {
					barrier.await();
				}
				catch (BrokenBarrierError error) {
					halves.sentAway++;
					return i;
				}
				if (++halves.left > 2) {
					barrier.abort();
					return i;
				}
				return barrier.await();
			})).toList()).stream().filter(BrokenBarrierError.class::isInstance).forEach((error) -> halves.again++);
			assertThat(barrier.broken()).isTrue();
			assertThat(halves.sentAway).isEqualTo(2);
			assertThat(halves.again).isEqualTo(2);
			assertThat(barrier.nWaiting()).isZero();
		});
	}

	@Test
	void whoFailsMayAbortItForTheOthersAndAllStartAgain() {
		this.time.run(() -> {
			Barrier barrier = new Barrier(5);
			Barrier together = new Barrier(5);
			Halves halves = new Halves();
			gather(IntStream.range(0, 5).mapToObj((i) -> createTask(() -> {
				try {
					if (barrier.await() == 2) {
						barrier.abort();
					}
					else {
						barrier.await();
					}
				}
				catch (BrokenBarrierError error) {
					halves.sentAway++;
				}
				assertThat(barrier.broken()).isTrue();
				if (together.await() == 2) {
					barrier.reset();
				}
				together.await();
				return barrier.await();
			})).toList());
			assertThat(halves.sentAway).isEqualTo(4);
			assertThat(barrier.broken()).isFalse();
		});
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

	private static final class Halves {

		private int left;

		private int sentAway;

		private int again;

	}

}
