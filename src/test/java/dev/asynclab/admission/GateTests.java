package dev.asynclab.admission;

import java.time.Duration;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Gate}.
 */
class GateTests {

	private final Gate gate = new Gate(2, Sentence.of("test", "2 are under way."), Duration.ofSeconds(5));

	@Test
	void refusesTheOneThatIsTooMany() {
		this.gate.take();
		this.gate.take();
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(this.gate::take)
			.withMessage("2 are under way.")
			.satisfies((busy) -> assertThat(busy.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5"));
		assertThat(this.gate.taken()).isEqualTo(2);
	}

	@Test
	void takesSeveralPlacesOrNone() {
		Gate.Permit one = this.gate.take();
		assertThatExceptionOfType(TooBusyException.class)
			.isThrownBy(() -> this.gate.take(2, Sentence.of("test", "No room for 2.")))
			.withMessage("No room for 2.");
		assertThat(this.gate.taken()).isEqualTo(1);
		one.close();
		this.gate.take(2, Sentence.of("test", "No room for 2."));
		assertThat(this.gate.taken()).isEqualTo(2);
	}

	@Test
	void aPlaceIsGivenBackOnce() {
		Gate.Permit place = this.gate.take();
		this.gate.take();
		place.close();
		place.close();
		assertThat(this.gate.taken()).isEqualTo(1);
	}

}
