package dev.asynclab.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import dev.asynclab.upstream.UpstreamAddress;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Checks whether the upstream answers within a second. If it does not, the lab is
 * {@code DEGRADED} rather than {@code DOWN}, with an HTTP 200: the lab answers every
 * request, but each job in it fails.
 */
@Component
class UpstreamHealthIndicator extends AbstractHealthIndicator {

	static final Status DEGRADED = new Status("DEGRADED", "The upstream does not answer: every job fails.");

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final UpstreamAddress address;

	private final HttpClient httpClient;

	UpstreamHealthIndicator(UpstreamAddress address, HttpClient labHttpClient) {
		this.address = address;
		this.httpClient = labHttpClient;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws Exception {
		URI url = this.address.url();
		builder.withDetail("url", url.toString());
		try {
			HttpResponse<Void> answer = this.httpClient.send(
					HttpRequest.newBuilder(URI.create(url + "/status/204")).timeout(TIMEOUT).build(),
					HttpResponse.BodyHandlers.discarding());
			builder.status((answer.statusCode() < 300) ? Status.UP : DEGRADED)
				.withDetail("answered", answer.statusCode());
		}
		catch (IOException ex) {
			builder.status(DEGRADED).withException(ex);
		}
	}

}
