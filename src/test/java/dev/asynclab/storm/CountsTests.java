package dev.asynclab.storm;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Counts}.
 */
class CountsTests {

	private final Counts counts = new Counts();

	@Test
	void measuresTheWayThereTheWorkAndTheWayBack() {
		assertThat(this.counts.requestMs() + this.counts.answerMs() + this.counts.serviceMs(50) + this.counts.stopMs())
			.isZero();
		long attempt = this.counts.attempt();
		this.counts.arrived(attempt);
		this.counts.served(attempt, 50_000_000, true);
		this.counts.received(attempt);
		this.counts.left(attempt);
		assertThat(this.counts.requestMs()).isPositive();
		assertThat(this.counts.answerMs()).isPositive();
		assertThat(this.counts.serviceMs(50)).isBetween(49.0, 51.0);
		this.counts.stopped(2_000_000);
		assertThat(this.counts.stopMs()).isBetween(1.9, 2.1);
		this.counts.forgetRequestTimes();
		assertThat(this.counts.requestMs()).isZero();
	}

	@Test
	void workIsWastedIfItsClientHasLeftOrItWasStopped() {
		long left = this.counts.attempt();
		this.counts.left(left);
		this.counts.arrived(left);
		this.counts.served(left, 1, true);
		this.counts.received(left);
		assertThat(this.counts.now().wasted()).isOne();
		assertThat(this.counts.requestMs()).as("as long as if it had waited").isPositive();
		assertThat(this.counts.answerMs()).as("it got none").isZero();
		long stopped = this.counts.attempt();
		this.counts.served(stopped, 1, false);
		assertThat(this.counts.now().wasted()).isEqualTo(2);
		long inTime = this.counts.attempt();
		this.counts.served(inTime, 1, true);
		assertThat(this.counts.now().wasted()).isEqualTo(2);
		assertThat(this.counts.now().served()).isEqualTo(3);
	}

}
