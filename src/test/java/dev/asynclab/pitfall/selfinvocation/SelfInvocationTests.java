package dev.asynclab.pitfall.selfinvocation;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class SelfInvocationTests extends PitfallContract<SelfInvocation.Observed> {

	SelfInvocationTests() {
		super(new SelfInvocation());
	}

	@Override
	protected void assertBroken(SelfInvocation.Observed observed) {
		assertThat(observed.mail()).isEqualTo("sent by " + observed.callerThread());
		assertThat(observed.ranOnCaller()).isTrue();
	}

	@Override
	protected void assertFixed(SelfInvocation.Observed observed) {
		assertThat(observed.mail()).startsWith("sent by pitfall-task-");
		assertThat(observed.ranOnCaller()).isFalse();
	}

}
