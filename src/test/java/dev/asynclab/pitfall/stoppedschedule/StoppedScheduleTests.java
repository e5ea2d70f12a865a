package dev.asynclab.pitfall.stoppedschedule;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class StoppedScheduleTests extends PitfallContract<StoppedSchedule.Observed> {

	StoppedScheduleTests() {
		super(new StoppedSchedule());
	}

	@Override
	protected void assertBroken(StoppedSchedule.Observed observed) {
		assertThat(observed.ranAgain()).isFalse();
		assertThat(observed.reported()).isNull();
		assertThat(observed.onlyInFuture()).contains("disk full");
	}

	@Override
	protected void assertFixed(StoppedSchedule.Observed observed) {
		assertThat(observed.ranAgain()).isTrue();
		assertThat(observed.reported()).contains("disk full");
		assertThat(observed.onlyInFuture()).isNull();
	}

}
