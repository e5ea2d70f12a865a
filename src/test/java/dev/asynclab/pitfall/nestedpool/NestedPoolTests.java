package dev.asynclab.pitfall.nestedpool;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class NestedPoolTests extends PitfallContract<NestedPool.Observed> {

	NestedPoolTests() {
		super(new NestedPool());
	}

	@Override
	protected void assertBroken(NestedPool.Observed observed) {
		assertThat(observed.gaveUp()).isTrue();
		assertThat(observed.offer()).isNull();
		assertThat(observed.stuckInQueue()).isEqualTo(1);
	}

	@Override
	protected void assertFixed(NestedPool.Observed observed) {
		assertThat(observed.gaveUp()).isFalse();
		assertThat(observed.offer()).isEqualTo("offer at 10.00");
		assertThat(observed.stuckInQueue()).isZero();
	}

}
