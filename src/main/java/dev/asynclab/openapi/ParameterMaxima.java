package dev.asynclab.openapi;

import java.util.Map;

/**
 * The greatest values of an operation's numeric parameters, as they are configured. The
 * document shows them instead of the values in the operation's annotations.
 */
public interface ParameterMaxima {

	/**
	 * Returns the path of the operation.
	 * @return the path
	 */
	String path();

	/**
	 * Returns the greatest value of each parameter, by its name.
	 * @return the bounds
	 */
	Map<String, Integer> maxima();

}
