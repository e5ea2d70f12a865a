package dev.asynclab.upstream;

import java.net.URI;

/**
 * Where the mock upstream is. Ask at request time: the port is known once the server has
 * started.
 */
@FunctionalInterface
public interface UpstreamAddress {

	/**
	 * The base URL, without a path.
	 * @return an absolute http URL
	 * @throws IllegalStateException if the upstream is this process's and is not running
	 */
	URI url();

}
