package dev.asynclab.pitfall.lockofanotherloop;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class LockOfAnotherLoopTests extends PitfallContract<LockOfAnotherLoop.Observed> {

	LockOfAnotherLoopTests() {
		super(new LockOfAnotherLoop());
	}

	@Override
	protected void assertBroken(LockOfAnotherLoop.Observed observed) {
		assertThat(observed.inFirstLoop()).isEqualTo("booked 1, booked 2");
		assertThat(observed.inSecondLoopWithoutWaiting()).isEqualTo("booked 1");
		assertThat(observed.inThirdLoop()).startsWith("error:").contains("is bound to a different event loop");
	}

	@Override
	protected void assertFixed(LockOfAnotherLoop.Observed observed) {
		assertThat(observed.inFirstLoop()).isEqualTo("booked 1, booked 2");
		assertThat(observed.inSecondLoopWithoutWaiting()).isEqualTo("booked 1");
		assertThat(observed.inThirdLoop()).isEqualTo("booked 1, booked 2");
	}

}
