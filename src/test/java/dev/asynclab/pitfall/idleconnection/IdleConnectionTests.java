package dev.asynclab.pitfall.idleconnection;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class IdleConnectionTests extends PitfallContract<IdleConnection.Observed> {

	IdleConnectionTests() {
		super(new IdleConnection());
	}

	@Override
	protected void assertBroken(IdleConnection.Observed observed) {
		assertThat(observed.firstAnswer()).isEqualTo("order");
		assertThat(observed.answerAfterPause()).contains("Connection prematurely closed BEFORE response");
		assertThat(observed.connectionsOpened()).isEqualTo(1);
	}

	@Override
	protected void assertFixed(IdleConnection.Observed observed) {
		assertThat(observed.firstAnswer()).isEqualTo("order");
		assertThat(observed.answerAfterPause()).isEqualTo("order");
		assertThat(observed.connectionsOpened()).isEqualTo(2);
	}

}
