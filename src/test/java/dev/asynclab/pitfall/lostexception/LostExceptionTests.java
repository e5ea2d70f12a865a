package dev.asynclab.pitfall.lostexception;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class LostExceptionTests extends PitfallContract<LostException.Observed> {

	LostExceptionTests() {
		super(new LostException());
	}

	@Override
	protected void assertBroken(LostException.Observed observed) {
		assertThat(observed.callerSaw()).isNull();
		assertThat(observed.callerLogged()).isNull();
		assertThat(observed.onlyHandlerSaw()).contains("no such mailbox");
	}

	@Override
	protected void assertFixed(LostException.Observed observed) {
		assertThat(observed.callerSaw()).contains("no such mailbox");
		assertThat(observed.callerLogged()).contains("no such mailbox");
		assertThat(observed.onlyHandlerSaw()).isNull();
	}

}
