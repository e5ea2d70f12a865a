package dev.asynclab.pitfall.codeclimit;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class CodecLimitTests extends PitfallContract<CodecLimit.Observed> {

	CodecLimitTests() {
		super(new CodecLimit());
	}

	@Override
	protected void assertBroken(CodecLimit.Observed observed) {
		assertThat(observed.readBytes()).isZero();
		assertThat(observed.error()).contains("DataBufferLimitException", "262144");
	}

	@Override
	protected void assertFixed(CodecLimit.Observed observed) {
		assertThat(observed.readBytes()).isEqualTo(observed.sentBytes());
		assertThat(observed.error()).isNull();
	}

}
