package dev.asynclab.answer;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address at which this service listens. It is the only address that an experiment
 * calls.
 */
@Component
public class OwnServer {

	private final ServerProperties properties;

	private final Environment environment;

	private volatile int port;

	OwnServer(ServerProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Returns the address, on this machine.
	 * @return the address and the port
	 */
	public InetSocketAddress address() {
		InetAddress address = this.properties.getAddress();
		boolean any = address == null || address.isAnyLocalAddress();
		return new InetSocketAddress(any ? InetAddress.getLoopbackAddress() : address, port());
	}

	/**
	 * Returns the command that calls a path.
	 * @param path the path, with its query
	 * @return a command for a shell
	 */
	public String curl(String path) {
		return "curl 'localhost:" + port() + path + "'";
	}

	// Known once the server listens, and then for ever.
	private int port() {
		int port = this.port;
		if (port == 0) {
			port = this.environment.getRequiredProperty("local.server.port", Integer.class);
			this.port = port;
		}
		return port;
	}

}
