package dev.asynclab.pitfall.virtualthreadsproperty;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualThreadsPropertyTests extends PitfallContract<VirtualThreadsProperty.Observed> {

	VirtualThreadsPropertyTests() {
		super(new VirtualThreadsProperty());
	}

	@Override
	protected void assertBroken(VirtualThreadsProperty.Observed observed) {
		assertThat(observed.executor()).isEqualTo("SimpleAsyncTaskExecutor");
		assertThat(observed.runningAtOnce()).isEqualTo(observed.calls()).isEqualTo(5);
		assertThat(observed.callerBlocked()).isTrue();
	}

	@Override
	protected void assertFixed(VirtualThreadsProperty.Observed observed) {
		assertThat(observed.executor()).isEqualTo("SimpleAsyncTaskExecutor");
		assertThat(observed.runningAtOnce()).isEqualTo(2);
		assertThat(observed.callerBlocked()).isFalse();
	}

}
