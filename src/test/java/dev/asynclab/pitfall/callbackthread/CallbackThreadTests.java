package dev.asynclab.pitfall.callbackthread;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackThreadTests extends PitfallContract<CallbackThread.Observed> {

	CallbackThreadTests() {
		super(new CallbackThread());
	}

	@Override
	protected void assertBroken(CallbackThread.Observed observed) {
		assertThat(observed.pendingFutureRunsItOn()).isEqualTo("event loop");
		assertThat(observed.doneFutureRunsItOn()).isEqualTo("caller");
		assertThat(observed.othersRanMeanwhile()).isFalse();
	}

	@Override
	protected void assertFixed(CallbackThread.Observed observed) {
		assertThat(observed.pendingFutureRunsItOn()).isEqualTo("own executor");
		assertThat(observed.doneFutureRunsItOn()).isEqualTo("own executor");
		assertThat(observed.othersRanMeanwhile()).isTrue();
	}

}
