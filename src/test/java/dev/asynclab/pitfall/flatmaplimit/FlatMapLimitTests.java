package dev.asynclab.pitfall.flatmaplimit;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class FlatMapLimitTests extends PitfallContract<FlatMapLimit.Observed> {

	FlatMapLimitTests() {
		super(new FlatMapLimit());
	}

	@Override
	protected void assertBroken(FlatMapLimit.Observed observed) {
		assertThat(observed.calledAtOnce()).isEqualTo(256);
	}

	@Override
	protected void assertFixed(FlatMapLimit.Observed observed) {
		assertThat(observed.calledAtOnce()).isEqualTo(observed.devices());
		assertThat(observed.answered()).isEqualTo(observed.devices());
	}

}
