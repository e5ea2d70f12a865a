package dev.asynclab.pitfall.blockedloop;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class BlockedLoopTests extends PitfallContract<BlockedLoop.Observed> {

	BlockedLoopTests() {
		super(new BlockedLoop());
	}

	@Override
	protected void assertBroken(BlockedLoop.Observed observed) {
		assertThat(observed.blockThrew()).contains("IllegalStateException: block()");
		assertThat(observed.sleepThrew()).isNull();
		assertThat(observed.othersRanMeanwhile()).isFalse();
	}

	@Override
	protected void assertFixed(BlockedLoop.Observed observed) {
		assertThat(observed.blockThrew()).isNull();
		assertThat(observed.sleepThrew()).isNull();
		assertThat(observed.othersRanMeanwhile()).isTrue();
	}

}
