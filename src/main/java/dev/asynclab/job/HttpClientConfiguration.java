package dev.asynclab.job;

import java.time.Duration;
import java.util.concurrent.Executors;

import dev.asynclab.admission.Limits;
import dev.asynclab.upstream.UpstreamProperties;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The two HTTP clients of the lab, each with threads and connections of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpClientConfiguration.EventLoopProperties.class)
class HttpClientConfiguration {

	// The JDK's client also closes a connection that was idle for 30 s.
	private static final Duration MAX_IDLE = Duration.ofSeconds(30);

	@Bean(destroyMethod = "shutdownNow")
	java.net.http.HttpClient labHttpClient(UpstreamProperties upstream) {
		return java.net.http.HttpClient.newBuilder()
			.version(java.net.http.HttpClient.Version.HTTP_1_1)
			.connectTimeout(upstream.connectTimeout())
			.executor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lab-http-", 1).factory()))
			.build();
	}

	@Bean(destroyMethod = "dispose")
	LoopResources labEventLoop(EventLoopProperties properties) {
		return LoopResources.create("lab-loop", properties.threads(), true);
	}

	@Bean(destroyMethod = "dispose")
	ConnectionProvider labConnections(UpstreamProperties upstream, Limits limits) {
		return ConnectionProvider.builder("lab")
			.maxConnections(upstream.maxConnections())
			.pendingAcquireMaxCount(limits.tasks())
			.pendingAcquireTimeout(limits.runTime())
			.maxIdleTime(MAX_IDLE)
			.evictInBackground(MAX_IDLE.dividedBy(3))
			.metrics(true)
			.build();
	}

	@Bean
	HttpClient labReactorHttpClient(ConnectionProvider labConnections, LoopResources labEventLoop,
			UpstreamProperties upstream) {
		return reactorHttpClient(labConnections, labEventLoop, upstream);
	}

	static HttpClient reactorHttpClient(ConnectionProvider connections, LoopResources eventLoop,
			UpstreamProperties upstream) {
		return HttpClient.create(connections)
			.runOn(eventLoop)
			.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(upstream.connectTimeout().toMillis()));
	}

	/**
	 * The event loop of the lab's WebClient.
	 *
	 * @param threads the number of threads; one by default, as in asyncio
	 */
	@ConfigurationProperties("asynclab.event-loop")
	record EventLoopProperties(@DefaultValue("1") int threads) {

	}

}
