package dev.asynclab.job;

import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * A job's I/O as a blocking call, for the styles whose tasks hold a thread.
 */
@Component
class BlockingUpstream {

	private final UpstreamAddress address;

	private final Duration responseTimeout;

	private final HttpClient httpClient;

	private final RestClient restClient;

	private final Semaphore connections;

	BlockingUpstream(UpstreamAddress address, UpstreamProperties properties, HttpClient labHttpClient,
			RestClient.Builder restClient) {
		this.address = address;
		this.responseTimeout = properties.responseTimeout();
		this.httpClient = labHttpClient;
		this.restClient = restClient.build();
		this.connections = new Semaphore(properties.maxConnections(), true);
	}

	/**
	 * Calls the upstream and waits for its answer. An interrupt closes the connection and
	 * ends the call with an error.
	 * @param job what to call
	 * @return the job's value
	 * @throws InterruptedException if interrupted while it waited for a connection, or
	 * blocked
	 * @throws UpstreamException if the upstream answered with an error, not in time, or
	 * not at all
	 */
	String call(Job job) throws InterruptedException {
		this.connections.acquire();
		try {
			get(job);
		}
		finally {
			this.connections.release();
		}
		if (job.blocks()) {
			Thread.sleep(job.delay());
		}
		return job.name() + " done";
	}

	private static boolean isTimeout(RestClientException ex) {
		return ex.getCause() instanceof HttpTimeoutException cause && !(cause instanceof HttpConnectTimeoutException);
	}

	private void get(Job job) {
		UpstreamCall call = UpstreamCall.of(job);
		Duration timeout = call.delay().plus(this.responseTimeout);
		// The JDK's client: left to itself, RestClient would share Reactor Netty's loops.
		JdkClientHttpRequestFactory requestFactory = new JdkClientHttpRequestFactory(this.httpClient);
		requestFactory.setReadTimeout(timeout);
		long start = System.nanoTime();
		try {
			this.restClient.mutate()
				.requestFactory(requestFactory)
				.build()
				.get()
				.uri(this.address.url() + UpstreamCall.TEMPLATE, call.delay().toMillis(), call.status())
				.retrieve()
				.toEntity(byte[].class);
		}
		catch (RestClientResponseException ex) {
			throw new UpstreamStatusException(job, ex.getStatusCode().value(), ex);
		}
		catch (RestClientException ex) {
			throw (isTimeout(ex) || System.nanoTime() - start >= timeout.toNanos())
					? new UpstreamTimeoutException(job, timeout, ex) : new UpstreamUnavailableException(job, ex);
		}
	}

}
