package dev.asynclab.job;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How users write jobs.
 */
class JobTests {

	@ParameterizedTest
	@CsvSource({ "task1:2s,task1,2000,OK", "A:500ms,A,500,OK", "A.b_c-d:PT2S,A.b_c-d,2000,OK", "B:1s:fail,B,1000,FAIL",
			"C:1m:block,C,60000,BLOCK", "D:0ms,D,0,OK" })
	void readsNameDurationAndOutcome(String text, String name, long millis, Job.Outcome outcome) {
		assertThat(Job.valueOf(text)).isEqualTo(new Job(name, Duration.ofMillis(millis), outcome));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "A", "A:", ":1s", "A:1s:", "A:1s:boom", "A:1s:fail:block", "A:1", "A:one",
			"A:1 s", "A:1parsec", "A:-1s", "A:99999999999999999999s", "A:9223372036854775807d", "A B:1s", "A\n:1s",
			"名:1s", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1s", "A:PT", "A:s" })
	void refusesWhatIsNotAJob(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Job.valueOf(text))
			.withMessageMatching("a (job|duration).*");
	}

}
