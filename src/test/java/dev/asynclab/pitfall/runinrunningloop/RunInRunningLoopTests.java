package dev.asynclab.pitfall.runinrunningloop;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class RunInRunningLoopTests extends PitfallContract<RunInRunningLoop.Observed> {

	RunInRunningLoopTests() {
		super(new RunInRunningLoop());
	}

	@Override
	protected void assertBroken(RunInRunningLoop.Observed observed) {
		assertThat(observed.answerInLoop())
			.isEqualTo("error: asyncio.run() cannot be called from a running event loop");
		assertThat(observed.answerInChain()).startsWith("error: block()/blockFirst()/blockLast() are blocking");
	}

	@Override
	protected void assertFixed(RunInRunningLoop.Observed observed) {
		assertThat(observed.answerInLoop()).isEqualTo("10.00");
		assertThat(observed.answerInChain()).isEqualTo("10.00");
	}

}
