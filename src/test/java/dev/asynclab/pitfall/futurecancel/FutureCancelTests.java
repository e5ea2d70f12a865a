package dev.asynclab.pitfall.futurecancel;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class FutureCancelTests extends PitfallContract<FutureCancel.Observed> {

	FutureCancelTests() {
		super(new FutureCancel());
	}

	@Override
	protected void assertBroken(FutureCancel.Observed observed) {
		assertThat(observed.cancelAccepted()).isTrue();
		assertThat(observed.isCancelled()).isTrue();
		assertThat(observed.workInterrupted()).isFalse();
		assertThat(observed.workFinished()).isTrue();
	}

	@Override
	protected void assertFixed(FutureCancel.Observed observed) {
		assertThat(observed.isCancelled()).isTrue();
		assertThat(observed.workInterrupted()).isTrue();
		assertThat(observed.workFinished()).isFalse();
	}

}
