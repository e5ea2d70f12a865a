package dev.asynclab.timeline;

/**
 * What can be shown on a terminal and as a picture. A controller that returns one, and
 * produces {@code text/plain} and {@code image/svg+xml}, answers with it.
 */
public interface Picture extends TextPicture {

	/**
	 * Draws it as a picture.
	 * @return an SVG document
	 */
	String toSvg();

}
