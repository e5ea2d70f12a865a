package dev.asynclab.timeline;

/**
 * Something that can be drawn for a terminal. A controller that returns one, and produces
 * {@code text/plain}, answers with the text.
 */
public interface TextPicture {

	/**
	 * Draws this for a terminal.
	 * @return lines of text, each with a line end
	 */
	String toText();

}
