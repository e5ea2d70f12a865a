package dev.asynclab.pitfall.pinning;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class PinningTests extends PitfallContract<Pinning.Observed> {

	PinningTests() {
		super(new Pinning());
	}

	@Override
	protected void assertBroken(Pinning.Observed observed) {
		assertThat(observed.threads()).isGreaterThan(observed.carriers());
		assertThat(observed.holdingACarrier()).isEqualTo(observed.carriers());
	}

	@Override
	protected void assertFixed(Pinning.Observed observed) {
		assertThat(observed.threads()).isGreaterThan(observed.carriers());
		assertThat(observed.holdingACarrier()).isZero();
	}

}
