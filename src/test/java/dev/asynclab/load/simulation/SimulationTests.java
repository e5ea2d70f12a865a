package dev.asynclab.load.simulation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Simulation} and {@link Places}.
 */
class SimulationTests {

	private final Simulation simulation = new Simulation();

	private final List<String> log = new ArrayList<>();

	private Runnable log(String what) {
		return () -> this.log.add(what + " at " + this.simulation.now());
	}

	@Test
	void eventsHappenInTheOrderOfTimeThenOfPlanning() {
		this.simulation.at(20, log("later"));
		this.simulation.at(10, log("first"));
		this.simulation.at(10, log("second"));
		this.simulation.at(10, () -> this.simulation.after(0, log("fourth")));
		this.simulation.at(10, log("third"));
		this.simulation.runUntil(15);
		assertThat(this.log).containsExactly("first at 10", "second at 10", "third at 10", "fourth at 10");
		assertThat(this.simulation.now()).isEqualTo(15);
		this.simulation.runUntil(20);
		assertThat(this.log).last().isEqualTo("later at 20");
	}

	@Test
	void thePastIsOver() {
		this.simulation.runUntil(5);
		assertThatIllegalArgumentException().isThrownBy(() -> this.simulation.at(4, log("never")));
	}

	@Test
	void placesGoToThoseWhoWaitedLongest() {
		Places places = new Places(this.simulation, 2);
		for (String caller : List.of("A", "B", "C", "D")) {
			places.hold(10, log(caller));
		}
		assertThat(places.waiting()).isEqualTo(2);
		this.simulation.runUntil(100);
		assertThat(this.log).containsExactly("A at 10", "B at 10", "C at 20", "D at 20");
		assertThat(places.waiting()).isZero();
	}

	@Test
	void aLongQueueIsNoDeepRecursion() {
		Places places = new Places(this.simulation, 1);
		places.hold(10, log("first"));
		for (int caller = 0; caller < 100_000; caller++) {
			places.hold(0, () -> {
			});
		}
		places.hold(0, log("last"));
		this.simulation.runUntil(10);
		assertThat(this.log).containsExactly("first at 10", "last at 10");
	}

}
