package dev.asynclab.pitfall.asynctofuture;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncToFutureTests extends PitfallContract<AsyncToFuture.Observed> {

	AsyncToFutureTests() {
		super(new AsyncToFuture());
	}

	@Override
	protected void assertBroken(AsyncToFuture.Observed observed) {
		assertThat(observed.requestsSent()).isEqualTo(2);
		assertThat(observed.threadsParked()).isEqualTo(2);
		assertThat(observed.queued()).isEqualTo(2);
	}

	@Override
	protected void assertFixed(AsyncToFuture.Observed observed) {
		assertThat(observed.requestsSent()).isEqualTo(observed.calls());
		assertThat(observed.threadsParked()).isZero();
		assertThat(observed.queued()).isZero();
	}

}
