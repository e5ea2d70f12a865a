package dev.asynclab.load.simulation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pool}.
 */
class PoolTests {

	private final Simulation simulation = new Simulation();

	private final Pool pool = new Pool(this.simulation, 1, 2);

	private final List<String> log = new ArrayList<>();

	@Test
	void servesInOrderAndRefusesWhatTheQueueCannotHold() {
		assertThat(this.pool.submit(work("a", 10))).isTrue();
		assertThat(this.pool.submit(work("b", 10))).isTrue();
		assertThat(this.pool.submit(work("c", 10))).isTrue();
		assertThat(this.pool.submit(work("d", 10))).isFalse();
		assertThat(this.pool.queued()).isEqualTo(2);
		this.simulation.runUntil(100);
		assertThat(this.log).containsExactly("a begins at 0", "a ends at 10", "b begins at 10", "b ends at 20",
				"c begins at 20", "c ends at 30");
		assertThat(this.pool.queued()).isZero();
	}

	@Test
	void workThatIsStoppedLeavesTheQueueOrItsThread() {
		Pool.Work running = work("a", 10);
		Pool.Work waiting = work("b", 10);
		this.pool.submit(running);
		this.pool.submit(waiting);
		this.pool.submit(work("c", 10));
		assertThat(this.pool.stop(waiting, 3)).isTrue();
		this.simulation.after(4, () -> assertThat(this.pool.stop(running, 3)).isTrue());
		this.simulation.runUntil(100);
		assertThat(this.log).containsExactly("a begins at 0", "c begins at 7", "c ends at 17");
		assertThat(this.pool.stop(running, 0)).isFalse();
	}

	@Test
	void workThatRefusesItsTurnTakesNoTime() {
		this.pool.submit(work("a", 10));
		this.pool.submit(work("b", Pool.Work.REFUSED));
		this.pool.submit(work("c", 10));
		this.simulation.runUntil(100);
		assertThat(this.log).containsExactly("a begins at 0", "a ends at 10", "b begins at 10", "c begins at 10",
				"c ends at 20");
		assertThat(this.pool.submit(work("d", 10))).as("the thread is free").isTrue();
		assertThat(this.log).endsWith("d begins at 100");
	}

	@Test
	void workSubmittedWhileTheQueueMovesGoesToItsEnd() {
		this.pool.submit(work("a", 10));
		this.pool.submit(new Pool.Work() {

			@Override
			public long begin() {
				PoolTests.this.pool.submit(work("again", 10));
				return REFUSED;
			}

			@Override
			public void end() {
				throw new IllegalStateException("It was refused");
			}

		});
		this.pool.submit(work("c", 10));
		this.simulation.runUntil(100);
		assertThat(this.log).containsExactly("a begins at 0", "a ends at 10", "c begins at 10", "c ends at 20",
				"again begins at 20", "again ends at 30");
	}

	private Pool.Work work(String name, long nanos) {
		return new Pool.Work() {

			@Override
			public long begin() {
				PoolTests.this.log.add(name + " begins at " + PoolTests.this.simulation.now());
				return nanos;
			}

			@Override
			public void end() {
				PoolTests.this.log.add(name + " ends at " + PoolTests.this.simulation.now());
			}

		};
	}

}
