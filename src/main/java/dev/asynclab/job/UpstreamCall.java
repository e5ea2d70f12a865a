package dev.asynclab.job;

import java.net.URI;
import java.time.Duration;

/**
 * The request that a job sends to the upstream, in every style.
 *
 * @param delay how long the upstream waits before it answers
 * @param status the status that it answers with
 */
record UpstreamCall(Duration delay, int status) {

	static UpstreamCall of(Job job) {
		return switch (job.outcome()) {
			case OK -> new UpstreamCall(job.delay(), 200);
			case FAIL -> new UpstreamCall(job.delay(), 500);
			case BLOCK -> new UpstreamCall(Duration.ZERO, 200);
		};
	}

	URI uri(URI upstream) {
		return URI.create(upstream + "/delay/" + this.delay.toMillis() + "ms?status=" + this.status);
	}

}
