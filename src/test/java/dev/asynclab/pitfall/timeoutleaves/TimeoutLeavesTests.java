package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import dev.asynclab.pitfall.PitfallContract;
import dev.asynclab.pitfall.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimeoutLeavesTests extends PitfallContract<TimeoutLeaves.Observed> {

	private static final Duration LONG = Duration.ofSeconds(50);

	TimeoutLeavesTests() {
		super(new TimeoutLeaves());
	}

	@Override
	protected void assertBroken(TimeoutLeaves.Observed observed) {
		assertThat(observed.callerTimedOut()).isTrue();
		assertThat(observed.workInterrupted()).isFalse();
		assertThat(observed.workFinished()).isTrue();
	}

	@Override
	protected void assertFixed(TimeoutLeaves.Observed observed) {
		assertThat(observed.callerTimedOut()).isTrue();
		assertThat(observed.workInterrupted()).isTrue();
		assertThat(observed.workFinished()).isFalse();
	}

	@Test
	void aFailureInTimeIsNoTimeOut() {
		Supplier<String> payment = () -> {
			throw new IllegalStateException("no credit");
		};
		try (ExecutorService pool = Stage.pool(1)) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> new BrokenTimeoutLeaves().pay(pool, payment, LONG))
				.withMessageContaining("no credit");
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> new FixedTimeoutLeaves().pay(pool, payment, LONG))
				.withMessageContaining("no credit");
		}
	}

}
