package dev.asynclab.pitfall.parallelstream;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class ParallelStreamTests extends PitfallContract<ParallelStream.Observed> {

	ParallelStreamTests() {
		super(new ParallelStream());
	}

	@Override
	protected void assertBroken(ParallelStream.Observed observed) {
		assertThat(observed.waitingCalls()).isEqualTo(Math.max(1, observed.commonPoolParallelism()));
		assertThat(observed.poolHelpedTheStream()).isFalse();
	}

	@Override
	protected void assertFixed(ParallelStream.Observed observed) {
		assertThat(observed.waitingCalls()).isEqualTo(Math.max(1, observed.commonPoolParallelism()));
		assertThat(observed.poolHelpedTheStream()).isTrue();
	}

}
