package dev.asynclab.pitfall.idleconnection;

import reactor.netty.resources.ConnectionProvider;

/**
 * Keeps an idle connection for as long as the peer does. The peer closes it after its own
 * limit. A request that is sent at that moment fails with a PrematureCloseException, or
 * with "Connection reset by peer".
 */
class BrokenIdleConnection {

	ConnectionProvider connections() {
		return ConnectionProvider.builder("orders").maxConnections(1).build();
	}

}
