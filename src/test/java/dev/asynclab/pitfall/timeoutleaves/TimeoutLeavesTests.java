package dev.asynclab.pitfall.timeoutleaves;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutLeavesTests extends PitfallContract<TimeoutLeaves.Observed> {

	TimeoutLeavesTests() {
		super(new TimeoutLeaves());
	}

	@Override
	protected void assertBroken(TimeoutLeaves.Observed observed) {
		assertThat(observed.callerTimedOut()).isTrue();
		assertThat(observed.workInterrupted()).isFalse();
		assertThat(observed.workFinished()).isTrue();
	}

	@Override
	protected void assertFixed(TimeoutLeaves.Observed observed) {
		assertThat(observed.callerTimedOut()).isTrue();
		assertThat(observed.workInterrupted()).isTrue();
		assertThat(observed.workFinished()).isFalse();
	}

}
