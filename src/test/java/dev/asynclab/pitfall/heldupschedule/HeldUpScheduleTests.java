package dev.asynclab.pitfall.heldupschedule;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class HeldUpScheduleTests extends PitfallContract<HeldUpSchedule.Observed> {

	HeldUpScheduleTests() {
		super(new HeldUpSchedule());
	}

	@Override
	protected void assertBroken(HeldUpSchedule.Observed observed) {
		assertThat(observed.schedulerThreads()).isEqualTo(1);
		assertThat(observed.heartbeatDuringExport()).isFalse();
	}

	@Override
	protected void assertFixed(HeldUpSchedule.Observed observed) {
		assertThat(observed.schedulerThreads()).isEqualTo(2);
		assertThat(observed.heartbeatDuringExport()).isTrue();
	}

}
