package dev.asynclab.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Columns} and {@link Printable}.
 */
class ColumnsTests {

	@ParameterizedTest
	@CsvSource({ "task, 4", "任务, 4", "タスク, 6", "작업, 4", "Ａ, 2", "🙂, 2", "e\u0301, 1", "'', 0" })
	void knowsWidth(String text, int columns) {
		assertThat(Columns.width(text)).isEqualTo(columns);
	}

	@Test
	void shortensAtTheEnd() {
		assertThat(Columns.shorten("abcdef", 6)).isEqualTo("abcdef");
		assertThat(Columns.shorten("abcdefg", 6)).isEqualTo("abcde…");
		assertThat(Columns.shorten("任务任务", 6)).isEqualTo("任务…");
	}

	@Test
	void shortensNamesInTheMiddle() {
		assertThat(Columns.shortenName("download-001", 12)).isEqualTo("download-001");
		assertThat(Columns.shortenName("download-page-001", 9)).isEqualTo("down…-001");
		assertThat(Columns.width(Columns.shortenName("任务任务任务任务", 8))).isLessThanOrEqualTo(8);
	}

	@Test
	void wrapsAtSpacesAndBreaksOnlyLongWords() {
		assertThat(Columns.wrap("one two  three", 7)).containsExactly("one two", "three");
		assertThat(Columns.wrap("a abcdefghij b", 4)).containsExactly("a", "abcd", "efgh", "ij b");
		assertThat(Columns.wrap("", 4)).containsExactly("");
	}

	@Test
	void pads() {
		assertThat(Columns.padEnd("任", 4)).isEqualTo("任  ");
		assertThat(Columns.padStart("任", 4)).isEqualTo("  任");
	}

	@Test
	void escapesWhatIsNotPrintable() {
		assertThat(Printable.of("a\nb\r\t\u001b[31m\u202e\u200d\u0000\uffff\ud800 🙂 ü"))
			.isEqualTo("a\\nb\\r\\t\\u001b[31m\\u202e\\u200d\\u0000\\uffff\\ud800 🙂 ü");
		assertThat(Printable.of(Character.toString(0xE0041))).isEqualTo("\\U000e0041");
	}

}
