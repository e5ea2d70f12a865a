package dev.asynclab.pitfall.shutdown;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownTests extends PitfallContract<Shutdown.Observed> {

	ShutdownTests() {
		super(new Shutdown());
	}

	@Override
	protected void assertBroken(Shutdown.Observed observed) {
		assertThat(observed.finished()).isEqualTo(1);
		assertThat(observed.lost()).isEqualTo(2);
	}

	@Override
	protected void assertFixed(Shutdown.Observed observed) {
		assertThat(observed.finished()).isEqualTo(observed.accepted());
		assertThat(observed.lost()).isZero();
	}

}
