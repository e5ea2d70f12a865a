package dev.asynclab.timeline;

/**
 * What can be shown on a terminal. A controller that returns one, and produces
 * {@code text/plain}, answers with it.
 */
public interface TextPicture {

	/**
	 * Draws it for a terminal.
	 * @return lines of text, each ended
	 */
	String toText();

}
