package dev.asynclab.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The mock upstream in this process. It has a port and two event-loop threads of its own,
 * so that a thread that is blocked elsewhere delays no answer. It starts before the web
 * server and stops after it. Stopping closes every connection, answered or not, and takes
 * at most 6 s. The server can be started again.
 */
public final class UpstreamServer implements UpstreamAddress, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(UpstreamServer.class);

	private static final int THREADS = 2;

	private static final int BACKLOG = 4096;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	// An event loop notices a closed connection a moment later.
	private static final Duration QUIET_PERIOD = Duration.ofMillis(50);

	private final UpstreamProperties properties;

	private final RequestMeters meters;

	private final Supplier<Status> health;

	private volatile @Nullable Running running;

	/**
	 * Creates a server that is not yet started.
	 * @param properties its address and its bounds
	 * @param registry counts its requests
	 * @param health supplies the health that it reports; may block
	 */
	public UpstreamServer(UpstreamProperties properties, MeterRegistry registry, Supplier<Status> health) {
		this.properties = properties;
		this.meters = new RequestMeters(registry);
		this.health = health;
	}

	/**
	 * Starts to listen. Does nothing if the server is running.
	 * @throws PortInUseException if the port is taken
	 */
	@Override
	public synchronized void start() {
		if (this.running != null) {
			return;
		}
		LoopResources loops = LoopResources.create("upstream", THREADS, true);
		try {
			ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
			this.running = new Running(bind(loops, connections), connections, loops);
			logger.info(LogMessage.format("The mock upstream is at %s", url()));
		}
		catch (ChannelBindException ex) {
			loops.dispose();
			throw new PortInUseException(this.properties.port(), ex);
		}
	}

	@Override
	public synchronized void stop() {
		Running stopped = this.running;
		this.running = null;
		if (stopped != null) {
			// First the port, since a disconnected client may connect again at once.
			stopped.server().disposeNow(STOP_TIMEOUT);
			// An event loop that ends may leave a connection open.
			stopped.connections().close().awaitUninterruptibly(STOP_TIMEOUT.toMillis());
			stopped.loops().disposeLater(QUIET_PERIOD, STOP_TIMEOUT).block();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
	}

	// As for the web server, which keeps its port when a test context is paused.
	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Returns the port that the server listens on.
	 * @return the port, also if the properties ask for any free one
	 * @throws IllegalStateException if the server is not running
	 */
	public int port() {
		return running().server().port();
	}

	@Override
	public URI url() {
		InetAddress address = this.properties.address();
		String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
		return UriComponentsBuilder.newInstance().scheme("http").host(host).port(port()).build().toUri();
	}

	private Running running() {
		Running current = this.running;
		Assert.state(current != null, "The mock upstream is not running");
		return current;
	}

	private DisposableServer bind(LoopResources loops, ChannelGroup connections) {
		return HttpServer.create()
			.bindAddress(() -> new InetSocketAddress(this.properties.address(), this.properties.port()))
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.runOn(loops)
			.doOnChannelInit((_, channel, _) -> connections.add(channel))
			.handle(new UpstreamRoutes(this.properties, this.meters, this.health))
			.bindNow();
	}

	private record Running(DisposableServer server, ChannelGroup connections, LoopResources loops) {

	}

}
