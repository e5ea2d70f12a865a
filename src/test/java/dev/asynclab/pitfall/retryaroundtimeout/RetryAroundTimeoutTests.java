package dev.asynclab.pitfall.retryaroundtimeout;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAroundTimeoutTests extends PitfallContract<RetryAroundTimeout.Observed> {

	RetryAroundTimeoutTests() {
		super(new RetryAroundTimeout());
	}

	@Override
	protected void assertBroken(RetryAroundTimeout.Observed observed) {
		assertThat(observed.charges()).isEqualTo(3);
		assertThat(observed.answer()).isEqualTo("TimeoutException");
		assertThat(observed.triedAgain()).isFalse();
		assertThat(observed.answerWithOneTimeout()).isEqualTo("TimeoutException");
	}

	@Override
	protected void assertFixed(RetryAroundTimeout.Observed observed) {
		assertThat(observed.charges()).isEqualTo(1);
		assertThat(observed.answer()).isEqualTo("receipt");
		assertThat(observed.triedAgain()).isTrue();
		assertThat(observed.answerWithOneTimeout()).isEqualTo("receipt");
	}

}
