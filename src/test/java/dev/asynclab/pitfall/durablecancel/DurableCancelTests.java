package dev.asynclab.pitfall.durablecancel;

import dev.asynclab.pitfall.PitfallContract;
import org.junit.jupiter.api.AfterAll;

import static org.assertj.core.api.Assertions.assertThat;

class DurableCancelTests extends PitfallContract<DurableCancel.Observed> {

	private static final DurableCancel PITFALL = new DurableCancel();

	DurableCancelTests() {
		super(PITFALL);
	}

	@AfterAll
	static void endMember() {
		PITFALL.destroy();
	}

	@Override
	protected void assertBroken(DurableCancel.Observed observed) {
		assertThat(observed.cancelAccepted()).isTrue();
		assertThat(observed.isCancelled()).isTrue();
		assertThat(observed.workInterrupted()).isFalse();
		assertThat(observed.workFinished()).isTrue();
	}

	@Override
	protected void assertFixed(DurableCancel.Observed observed) {
		assertThat(observed.isCancelled()).isTrue();
		assertThat(observed.workInterrupted()).isTrue();
		assertThat(observed.workFinished()).isFalse();
	}

}
