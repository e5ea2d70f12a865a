package dev.asynclab.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarmUp}.
 */
class WarmUpTests {

	private double compiling;

	private final WarmUp warmUp = new WarmUp(3, 5, () -> this.compiling);

	@Test
	void isOverWhenTwiceInARowRequestsAreNoFaster() {
		stretch(100);
		stretch(50);
		stretch(49);
		stretch(20);
		stretch(30);
		assertThat(this.warmUp.isOver()).isFalse();
		stretch(19);
		begin();
		assertThat(this.warmUp.isOver()).isTrue();
	}

	@Test
	void comparesWithTheFastest() {
		stretch(20);
		stretch(100);
		stretch(50);
		begin();
		assertThat(this.warmUp.isOver()).isTrue();
	}

	@Test
	void anInterruptedRowBeginsAgain() {
		stretch(20);
		stretch(20);
		answered(20);
		this.warmUp.interrupted();
		answered(20);
		answered(20);
		answered(20);
		assertThat(this.warmUp.isOver()).isFalse();
		begin();
		assertThat(this.warmUp.isOver()).isTrue();
	}

	@Test
	void goesOnWhileTheCompilerIsBusy() {
		this.compiling = 0.5;
		for (int count = 0; count < 4; count++) {
			stretch(20);
		}
		begin();
		assertThat(this.warmUp.isOver()).isFalse();
		this.compiling = 0.05;
		stretch(20);
		stretch(20);
		assertThat(this.warmUp.isOver()).isTrue();
	}

	/** Something may always be compiled. */
	@Test
	void heedsTheCompilerNotForever() {
		this.compiling = 1.5;
		for (int count = 0; count < 7; count++) {
			assertThat(this.warmUp.isOver()).isFalse();
			stretch(20);
		}
		begin();
		assertThat(this.warmUp.isOver()).isTrue();
	}

	@Test
	void heedsTheCompilerForTwiceTheTimeOfTheMeasurement() {
		assertThat(WarmUp.heeding(Duration.ofMillis(500))).isEqualTo(4);
		assertThat(WarmUp.heeding(Duration.ofSeconds(4))).isEqualTo(8);
	}

	@Test
	void isOverWithoutAnAnswer() {
		for (int request = 0; request < 10; request++) {
			assertThat(this.warmUp.isOver()).isFalse();
			begin();
		}
		assertThat(this.warmUp.isOver()).isTrue();
	}

	private void stretch(long latencyMs) {
		for (int request = 0; request < 3; request++) {
			answered(latencyMs);
		}
	}

	private void answered(long latencyMs) {
		begin().tally().completed(TimeUnit.MILLISECONDS.toNanos(latencyMs));
	}

	private Stretch begin() {
		return this.warmUp.next();
	}

}
