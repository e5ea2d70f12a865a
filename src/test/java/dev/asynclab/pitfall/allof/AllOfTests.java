package dev.asynclab.pitfall.allof;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class AllOfTests extends PitfallContract<AllOf.Observed> {

	AllOfTests() {
		super(new AllOf());
	}

	@Override
	protected void assertBroken(AllOf.Observed observed) {
		assertThat(observed.toldAtTheFailure()).isFalse();
		assertThat(observed.siblingInterrupted()).isFalse();
		assertThat(observed.siblingFinished()).isTrue();
	}

	@Override
	protected void assertFixed(AllOf.Observed observed) {
		assertThat(observed.toldAtTheFailure()).isTrue();
		assertThat(observed.siblingInterrupted()).isTrue();
		assertThat(observed.siblingFinished()).isFalse();
	}

}
