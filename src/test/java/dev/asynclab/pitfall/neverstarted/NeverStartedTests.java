package dev.asynclab.pitfall.neverstarted;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class NeverStartedTests extends PitfallContract<NeverStarted.Observed> {

	NeverStartedTests() {
		super(new NeverStarted());
	}

	@Override
	protected void assertBroken(NeverStarted.Observed observed) {
		assertThat(observed.savedByMono()).isZero();
		assertThat(observed.savedByCoroutine()).isZero();
		assertThat(observed.answer()).isEqualTo("ok").isEqualTo(observed.answerInAsyncio());
		assertThat(observed.asyncioWarnings()).containsExactly("coroutine 'save' was never awaited");
	}

	@Override
	protected void assertFixed(NeverStarted.Observed observed) {
		assertThat(observed.savedByMono()).isEqualTo(1);
		assertThat(observed.savedByCoroutine()).isEqualTo(1);
		assertThat(observed.asyncioWarnings()).isEmpty();
	}

}
