package dev.asynclab.pitfall.responsetimeout;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseTimeoutTests extends PitfallContract<ResponseTimeout.Observed> {

	ResponseTimeoutTests() {
		super(new ResponseTimeout());
	}

	@Override
	protected void assertBroken(ResponseTimeout.Observed observed) {
		assertThat(observed.stillWaiting()).isTrue();
		assertThat(observed.error()).isNull();
	}

	@Override
	protected void assertFixed(ResponseTimeout.Observed observed) {
		assertThat(observed.stillWaiting()).isFalse();
		assertThat(observed.error()).isEqualTo("ReadTimeoutException");
	}

}
