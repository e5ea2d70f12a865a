package dev.asynclab.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.asynclab.upstream.UpstreamAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.log.LogMessage;
import org.springframework.stereotype.Component;

/**
 * Checks whether the upstream answers within a second. If it does not, the lab is
 * {@code DEGRADED} rather than {@code DOWN}, with an HTTP 200: the lab answers every
 * request, but each job in it fails. The log has a line when that begins, and one when it
 * ends.
 */
@Component
class UpstreamHealthIndicator extends AbstractHealthIndicator {

	static final Status DEGRADED = new Status("DEGRADED", "The upstream does not answer: every job fails.");

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(UpstreamHealthIndicator.class);

	private final AtomicBoolean answers = new AtomicBoolean(true);

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
			boolean up = answer.statusCode() < 300;
			builder.status(up ? Status.UP : DEGRADED).withDetail("answered", answer.statusCode());
			note(up, url, "status " + answer.statusCode());
		}
		catch (IOException ex) {
			// An exception of the builder's would be logged at each poll, with its stack.
			builder.status(DEGRADED).withDetail("error", ex.toString());
			note(false, url, ex.toString());
		}
	}

	private void note(boolean up, URI url, String reason) {
		if (this.answers.getAndSet(up) == up) {
			return;
		}
		if (up) {
			logger.info(LogMessage.format("The upstream at %s answers again", url));
		}
		else {
			logger.warn(LogMessage.format("The upstream at %s does not answer, so every job fails: %s", url, reason));
		}
	}

}
