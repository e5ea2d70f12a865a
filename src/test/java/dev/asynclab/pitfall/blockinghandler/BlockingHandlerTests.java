package dev.asynclab.pitfall.blockinghandler;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class BlockingHandlerTests extends PitfallContract<BlockingHandler.Observed> {

	BlockingHandlerTests() {
		super(new BlockingHandler());
	}

	@Override
	protected void assertBroken(BlockingHandler.Observed observed) {
		assertThat(observed.slowRequests()).isEqualTo(observed.requestThreads()).isEqualTo(40);
		assertThat(observed.quickRequestAnswered()).isFalse();
	}

	@Override
	protected void assertFixed(BlockingHandler.Observed observed) {
		assertThat(observed.slowRequests()).isEqualTo(observed.requestThreads());
		assertThat(observed.quickRequestAnswered()).isTrue();
	}

}
