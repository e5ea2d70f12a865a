package dev.asynclab.pitfall.connectionpool;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionPoolTests extends PitfallContract<ConnectionPool.Observed> {

	ConnectionPoolTests() {
		super(new ConnectionPool());
	}

	@Override
	protected void assertBroken(ConnectionPool.Observed observed) {
		assertThat(observed.callers()).isEqualTo(3);
		assertThat(observed.answered()).isEqualTo(4);
		assertThat(observed.refused()).isEqualTo(2);
		assertThat(observed.error()).contains("PoolAcquirePendingLimitException");
	}

	@Override
	protected void assertFixed(ConnectionPool.Observed observed) {
		assertThat(observed.callers()).isEqualTo(3);
		assertThat(observed.answered()).isEqualTo(observed.requests());
		assertThat(observed.refused()).isZero();
		assertThat(observed.error()).isNull();
	}

}
