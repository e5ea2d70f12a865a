package dev.asynclab.pitfall.commonpool;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class CommonPoolTests extends PitfallContract<CommonPool.Observed> {

	CommonPoolTests() {
		super(new CommonPool());
	}

	@Override
	protected void assertBroken(CommonPool.Observed observed) {
		assertThat(observed.inCommonPool()).isTrue();
		assertThat(observed.otherWorkRan()).isFalse();
		assertThat(observed.thread()).contains("commonPool");
	}

	@Override
	protected void assertFixed(CommonPool.Observed observed) {
		assertThat(observed.inCommonPool()).isFalse();
		assertThat(observed.otherWorkRan()).isTrue();
		assertThat(observed.thread()).startsWith("pitfall-pool-");
	}

}
