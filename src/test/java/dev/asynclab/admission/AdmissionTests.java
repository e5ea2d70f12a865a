package dev.asynclab.admission;

import java.time.Duration;

import dev.asynclab.problem.TooBusyException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole or not at all.
 */
class AdmissionTests {

	private final Admission admission = new Admission(
			new Limits(10, Duration.ofSeconds(1), 2, 10, Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

	@Test
	void admitsUpToTheBoundOfTasks() {
		this.admission.admit(6, false);
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(5, false));
		assertThat(this.admission.admit(4, false)).isNotNull();
	}

	@Test
	void takesNothingWhenItRefuses() {
		try (Gate.Permit _ = this.admission.admit(6, false)) {
			assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(5, false));
		}
		assertThat(this.admission.admit(10, false)).isNotNull();
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(1, false));
	}

	@Test
	void admitsUpToTheBoundOfRuns() {
		this.admission.admit(1, false);
		this.admission.admit(1, false);
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(1, false));
	}

	@Test
	void admitsFewRunsThatBlockTheEventLoop() {
		Gate.Permit blocking = this.admission.admit(1, true);
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(1, true));
		assertThat(this.admission.admit(1, false)).isNotNull();
		blocking.close();
		assertThat(this.admission.admit(1, true)).isNotNull();
	}

	@Test
	void givesPlacesBackOnce() {
		Gate.Permit places = this.admission.admit(10, false);
		places.close();
		places.close();
		this.admission.admit(10, false);
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.admission.admit(1, false));
	}

}
