package dev.asynclab.pitfall.swallowedinterrupt;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class SwallowedInterruptTests extends PitfallContract<SwallowedInterrupt.Observed> {

	SwallowedInterruptTests() {
		super(new SwallowedInterrupt());
	}

	@Override
	protected void assertBroken(SwallowedInterrupt.Observed observed) {
		assertThat(observed.threadStopped()).isFalse();
		assertThat(observed.itemsAfterwards()).isEqualTo(1);
		assertThat(observed.taskCancelled()).isFalse();
	}

	@Override
	protected void assertFixed(SwallowedInterrupt.Observed observed) {
		assertThat(observed.threadStopped()).isTrue();
		assertThat(observed.itemsAfterwards()).isZero();
		assertThat(observed.taskCancelled()).isTrue();
	}

}
