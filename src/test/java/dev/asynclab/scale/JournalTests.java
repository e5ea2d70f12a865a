package dev.asynclab.scale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Journal}.
 */
class JournalTests {

	@Test
	void countsWhatIsInFlight() {
		Journal journal = new Journal(3);
		journal.started(0);
		journal.started(1);
		journal.ended(0);
		assertThat(journal.countStarted()).isEqualTo(2);
		assertThat(journal.countEnded()).isEqualTo(1);
		int[] inFlight = journal.inFlight(journal.micros() / 1000 + 1);
		assertThat(inFlight[inFlight.length - 1]).isEqualTo(1);
	}

}
