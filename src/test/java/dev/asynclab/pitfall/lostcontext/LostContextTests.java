package dev.asynclab.pitfall.lostcontext;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class LostContextTests extends PitfallContract<LostContext.Observed> {

	LostContextTests() {
		super(new LostContext());
	}

	@Override
	protected void assertBroken(LostContext.Observed observed) {
		assertThat(observed.inTheTask()).isNull();
	}

	@Override
	protected void assertFixed(LostContext.Observed observed) {
		assertThat(observed.inTheTask()).isEqualTo(observed.inTheRequest());
		assertThat(observed.inTheNextTask()).isNull();
	}

}
