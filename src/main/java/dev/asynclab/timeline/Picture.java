package dev.asynclab.timeline;

/**
 * Something that can be drawn for a terminal and as SVG. A controller that returns one,
 * and produces {@code text/plain} and {@code image/svg+xml}, answers with the picture.
 */
public interface Picture extends TextPicture {

	/**
	 * Draws this as a picture.
	 * @return an SVG document
	 */
	String toSvg();

}
