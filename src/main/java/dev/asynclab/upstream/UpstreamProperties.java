package dev.asynclab.upstream;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The mock upstream, and how the lab's clients talk to it.
 *
 * @param url the base URL of an upstream in another process; if set, none starts here
 * @param address the address to bind to
 * @param port the port to bind to, 0 for any free one
 * @param maxDelay the longest delay, jitter included, that a request may ask for
 * @param maxHang how long a request without an answer keeps its connection
 * @param connectTimeout how long a client waits for a connection
 * @param responseTimeout how long a client waits for an answer after the delay that it
 * asked for
 * @param maxConnections the most connections that a client opens
 */
@ConfigurationProperties("asynclab.upstream")
public record UpstreamProperties(@Nullable URI url, @DefaultValue("localhost") InetAddress address,
		@DefaultValue("8081") int port, @DefaultValue("60s") Duration maxDelay, @DefaultValue("10m") Duration maxHang,
		@DefaultValue("2s") Duration connectTimeout, @DefaultValue("5s") Duration responseTimeout,
		@DefaultValue("4000") int maxConnections) {

	public UpstreamProperties {
		Assert.isTrue(url == null || isHttp(url), () -> "asynclab.upstream.url must be an http URL, not '" + url + "'");
		Assert.isTrue(port >= 0 && port <= 65535, "asynclab.upstream.port must be from 0 to 65535");
		requirePositive("max-delay", maxDelay);
		requirePositive("max-hang", maxHang);
		requirePositive("connect-timeout", connectTimeout);
		requirePositive("response-timeout", responseTimeout);
		Assert.isTrue(maxConnections > 0, "asynclab.upstream.max-connections must be at least 1");
	}

	private static boolean isHttp(URI url) {
		return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
				&& url.getHost() != null;
	}

	private static void requirePositive(String name, Duration duration) {
		Assert.isTrue(duration.isPositive(), () -> "asynclab.upstream." + name + " must be more than 0");
	}

}
