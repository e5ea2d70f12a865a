package dev.asynclab.pitfall.gathererrors;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class GatherErrorsTests extends PitfallContract<GatherErrors.Observed> {

	GatherErrorsTests() {
		super(new GatherErrors());
	}

	@Override
	protected void assertBroken(GatherErrors.Observed observed) {
		assertThat(observed.failed()).isEqualTo(2);
		assertThat(observed.cancelled()).isEqualTo(1);
		assertThat(observed.errorsSeen()).containsExactly("java.lang.IllegalStateException: A broke");
		assertThat(observed.errorsReported()).isEmpty();
	}

	@Override
	protected void assertFixed(GatherErrors.Observed observed) {
		assertThat(observed.failed()).isEqualTo(2);
		assertThat(observed.cancelled()).isEqualTo(1);
		assertThat(observed.errorsSeen()).containsExactly("java.lang.IllegalStateException: A broke", "B was cancelled",
				"java.io.IOException: C broke");
	}

}
