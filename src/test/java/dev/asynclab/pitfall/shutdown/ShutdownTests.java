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
		assertThat(observed.interrupted()).isEqualTo(1);
		assertThat(observed.dropped()).isEqualTo(1);
	}

	@Override
	protected void assertFixed(Shutdown.Observed observed) {
		assertThat(observed.finished()).isEqualTo(observed.accepted());
		assertThat(observed.interrupted()).isZero();
		assertThat(observed.dropped()).isZero();
	}

}
