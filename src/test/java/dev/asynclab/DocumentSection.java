package dev.asynclab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in a page of src/docs between two marks, and what measures it writes there.
 *
 * @param page the file, below src/docs
 * @param name the name that is in both marks
 */
public record DocumentSection(String page, String name) {

	/**
	 * Tells whether the section has this text; with the system property, such as
	 * {@code -Dsemantics.write=true}, replaces it.
	 * @param measured the text, which ends with a line break
	 * @param property the system property
	 * @throws IOException if the page can't be read or written
	 */
	public void hasOrIsGiven(String measured, String property) throws IOException {
		Path file = Path.of("src/docs", this.page);
		String text = Files.readString(file);
		String mark = "<!-- " + this.name + " -->\n";
		int begin = text.indexOf(mark) + mark.length();
		int end = text.indexOf("<!-- /" + this.name + " -->\n");
		assertThat(begin).as(mark).isGreaterThanOrEqualTo(mark.length()).isLessThan(end);
		if (Boolean.getBoolean(property)) {
			Files.writeString(file, text.substring(0, begin) + measured + text.substring(end));
		}
		else {
			assertThat(text.substring(begin, end)).isEqualTo(measured);
		}
	}

}
