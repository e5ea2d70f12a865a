package dev.asynclab.pitfall.idleconnection;

import java.time.Duration;

import reactor.netty.resources.ConnectionProvider;

/**
 * Gives an idle connection up before the peer does: {@code MAX_IDLE} is well below the
 * limit of the peer, and of each proxy on the way. It is checked when a request takes the
 * connection.
 */
class FixedIdleConnection {

	private static final Duration MAX_IDLE = Duration.ofMillis(20);

	ConnectionProvider connections() {
		return ConnectionProvider.builder("orders").maxConnections(1).maxIdleTime(MAX_IDLE).build();
	}

}
