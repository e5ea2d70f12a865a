package dev.asynclab.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import dev.asynclab.job.UpstreamException.UpstreamStatusException;
import dev.asynclab.job.UpstreamException.UpstreamTimeoutException;
import dev.asynclab.job.UpstreamException.UpstreamUnavailableException;
import dev.asynclab.upstream.UpstreamAddress;
import dev.asynclab.upstream.UpstreamProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Does a job's I/O as a blocking call, for the styles whose tasks hold a thread. An
 * interrupt closes the connection and ends the call with an error.
 */
@Component
class BlockingUpstream {

	private static final ScopedValue<Duration> TIMEOUT = ScopedValue.newInstance();

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
		this.restClient = restClient.requestFactory(this::request).build();
		this.connections = new Semaphore(properties.maxConnections(), true);
	}

	String call(JobHandle handle) throws InterruptedException {
		Job job = handle.job();
		this.connections.acquire();
		try {
			get(handle);
		}
		finally {
			this.connections.release();
		}
		if (job.blocks()) {
			handle.blocking();
			Thread.sleep(job.delay());
		}
		return job.name() + " done";
	}

	private static boolean isTimeout(RestClientException ex) {
		return ex.getCause() instanceof HttpTimeoutException cause && !(cause instanceof HttpConnectTimeoutException);
	}

	// One RestClient for all calls: building one loads classes, and a virtual thread that
	// waits for a class loader holds its carrier thread, which other threads need.
	private ClientHttpRequest request(URI uri, HttpMethod method) throws IOException {
		// The JDK's client: by default RestClient would share Reactor Netty's loops.
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(this.httpClient);
		factory.setReadTimeout(TIMEOUT.get());
		return factory.createRequest(uri, method);
	}

	private void get(JobHandle handle) {
		Job job = handle.job();
		UpstreamCall call = UpstreamCall.of(job);
		Duration timeout = call.delay().plus(this.responseTimeout);
		long start = System.nanoTime();
		handle.sent();
		try {
			ResponseEntity<?> answer = ScopedValue.where(TIMEOUT, timeout)
				.call(() -> this.restClient.get().uri(call.uri(this.address.url())).retrieve().toEntity(byte[].class));
			handle.answered(answer.getHeaders());
		}
		catch (RestClientResponseException ex) {
			HttpHeaders headers = ex.getResponseHeaders();
			if (headers != null) {
				handle.answered(headers);
			}
			throw new UpstreamStatusException(job, ex.getStatusCode().value(), ex);
		}
		catch (RestClientException ex) {
			throw (isTimeout(ex) || System.nanoTime() - start >= timeout.toNanos())
					? new UpstreamTimeoutException(job, timeout, ex) : new UpstreamUnavailableException(job, ex);
		}
	}

}
