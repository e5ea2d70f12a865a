package dev.asynclab.openapi;

import java.util.Map;

/**
 * The greatest values of an operation's numbers, as they are configured. The document
 * shows them instead of those in the operation's annotations.
 */
public interface ParameterMaxima {

	/**
	 * The operation.
	 * @return its path
	 */
	String path();

	/**
	 * The bounds.
	 * @return the greatest value of each parameter, by its name
	 */
	Map<String, Integer> maxima();

}
