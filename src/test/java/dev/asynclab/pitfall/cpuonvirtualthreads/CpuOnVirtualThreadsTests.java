package dev.asynclab.pitfall.cpuonvirtualthreads;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class CpuOnVirtualThreadsTests extends PitfallContract<CpuOnVirtualThreads.Observed> {

	CpuOnVirtualThreadsTests() {
		super(new CpuOnVirtualThreads());
	}

	@Override
	protected void assertBroken(CpuOnVirtualThreads.Observed observed) {
		assertThat(observed.computations()).isEqualTo(observed.carriers());
		assertThat(observed.otherVirtualThreadRan()).isFalse();
	}

	@Override
	protected void assertFixed(CpuOnVirtualThreads.Observed observed) {
		assertThat(observed.computations()).isEqualTo(observed.carriers());
		assertThat(observed.otherVirtualThreadRan()).isTrue();
	}

}
