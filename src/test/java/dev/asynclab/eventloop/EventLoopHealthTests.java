package dev.asynclab.eventloop;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

import dev.asynclab.eventloop.LoopStall.Frame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventLoopHealth}.
 */
class EventLoopHealthTests {

	@Test
	void noLineOfTheTextIsWiderThanATerminal() {
		String name = "dev.asynclab.some.package.that.has.a.long.name.SomeClassWithAnEvenLongerName";
		LoopStall stall = new LoopStall("webclient-1", Cause.CULPRIT, Instant.parse("2026-11-30T06:58:00.123456789Z"),
				12_345.6, true, 0, new Frame(name, "aMethodWithALongName", "SomeClassWithAnEvenLongerName.java", 1234),
				"thread", 9, Collections.nCopies(9, name + ".aMethodWithALongName(File.java:1234)"), 0, 1);
		String text = new EventLoopHealth(100, List.of(), List.of(stall)).toText();
		assertThat(text).contains("2026-11-30T06:58:00.123Z webclient-1 12345.6 ms so far", "… 3 more");
		assertThat(text.lines()).allMatch((line) -> line.length() <= 80);
	}

}
