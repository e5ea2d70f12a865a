package dev.asynclab.pitfall.defaultpool;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultPoolTests extends PitfallContract<DefaultPool.Observed> {

	DefaultPoolTests() {
		super(new DefaultPool());
	}

	@Override
	protected void assertBroken(DefaultPool.Observed observed) {
		assertThat(observed.running()).isEqualTo(8);
		assertThat(observed.queued()).isEqualTo(12);
		assertThat(observed.maxPoolSize()).isEqualTo(20);
	}

	@Override
	protected void assertFixed(DefaultPool.Observed observed) {
		assertThat(observed.running()).isEqualTo(observed.tasks());
		assertThat(observed.queued()).isZero();
	}

}
