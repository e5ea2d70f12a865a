package dev.asynclab.pitfall.pinning;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class PinningTests extends PitfallContract<Pinning.Observed> {

	PinningTests() {
		super(new Pinning());
	}

	@Override
	protected void assertBroken(Pinning.Observed observed) {
		assertThat(observed.holdingACarrier()).isPositive()
			.isEqualTo(Math.min(observed.threads(), observed.carriers()));
	}

	@Override
	protected void assertFixed(Pinning.Observed observed) {
		assertThat(observed.threads()).isEqualTo(2);
		assertThat(observed.holdingACarrier()).isZero();
	}

}
