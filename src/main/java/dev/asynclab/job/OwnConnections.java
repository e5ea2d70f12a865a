package dev.asynclab.job;

import dev.asynclab.eventloop.LoopThreads;
import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes starters whose WebClient has connections of its own, on the lab's event loop. The
 * caller that brings the connections has to dispose of them.
 */
@Component
public class OwnConnections {

	private final UpstreamAddress address;

	private final UpstreamProperties properties;

	private final LoopResources eventLoop;

	private final ObjectProvider<WebClient.Builder> webClients;

	private final LoopThreads loopThreads;

	OwnConnections(UpstreamAddress address, UpstreamProperties properties, LoopResources labEventLoop,
			ObjectProvider<WebClient.Builder> webClients, LoopThreads loopThreads) {
		this.address = address;
		this.properties = properties;
		this.eventLoop = labEventLoop;
		this.webClients = webClients;
		this.loopThreads = loopThreads;
	}

	/**
	 * Makes a starter of the style webclient.
	 * @param connections the connections
	 * @return the starter
	 */
	public WebClientStarter webClient(ConnectionProvider connections) {
		return new WebClientStarter(upstream(connections));
	}

	/**
	 * Makes a starter of the style asyncio.
	 * @param connections the connections
	 * @return the starter
	 */
	public AsyncioStarter asyncio(ConnectionProvider connections) {
		return new AsyncioStarter(upstream(connections), this.loopThreads);
	}

	private ReactiveUpstream upstream(ConnectionProvider connections) {
		return new ReactiveUpstream(this.address, this.properties,
				HttpClientConfiguration.reactorHttpClient(connections, this.eventLoop, this.properties),
				this.webClients.getObject());
	}

}
