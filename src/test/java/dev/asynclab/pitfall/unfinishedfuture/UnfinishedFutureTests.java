package dev.asynclab.pitfall.unfinishedfuture;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class UnfinishedFutureTests extends PitfallContract<UnfinishedFuture.Observed> {

	UnfinishedFutureTests() {
		super(new UnfinishedFuture());
	}

	@Override
	protected void assertBroken(UnfinishedFuture.Observed observed) {
		assertThat(observed.stillWaiting()).isTrue();
		assertThat(observed.error()).isNull();
		assertThat(observed.messagesReceived()).containsExactly("message 1");
	}

	@Override
	protected void assertFixed(UnfinishedFuture.Observed observed) {
		assertThat(observed.stillWaiting()).isFalse();
		assertThat(observed.error()).isEqualTo("ConnectException");
		assertThat(observed.messagesReceived()).containsExactly("message 1", "message 2");
	}

}
