package dev.asynclab.pitfall.smallpool;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class SmallPoolTests extends PitfallContract<SmallPool.Observed> {

	SmallPoolTests() {
		super(new SmallPool());
	}

	@Override
	protected void assertBroken(SmallPool.Observed observed) {
		assertThat(observed.waitingForConnection()).isEqualTo(6);
		assertThat(observed.answered()).isEqualTo(observed.connections());
		assertThat(observed.timedOut()).isEqualTo(6);
		assertThat(observed.error()).isEqualTo("SQLTransientConnectionException");
	}

	@Override
	protected void assertFixed(SmallPool.Observed observed) {
		assertThat(observed.waitingForConnection()).isZero();
		assertThat(observed.answered()).isEqualTo(observed.requests());
		assertThat(observed.timedOut()).isZero();
		assertThat(observed.error()).isNull();
	}

}
