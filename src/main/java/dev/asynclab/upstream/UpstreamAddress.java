package dev.asynclab.upstream;

import java.net.URI;

/**
 * The address of the mock upstream. Ask for it with each request: the port is known only
 * after the server has started.
 */
@FunctionalInterface
public interface UpstreamAddress {

	/**
	 * Returns the base URL, without a path.
	 * @return an absolute http URL
	 * @throws IllegalStateException if the upstream belongs to this process and is not
	 * running
	 */
	URI url();

}
