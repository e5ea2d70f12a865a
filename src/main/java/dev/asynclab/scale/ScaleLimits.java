package dev.asynclab.scale;

import java.time.Duration;

import dev.asynclab.admission.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a run with many tasks.
 *
 * @param scale the most tasks
 * @param scaleTime the longest time for such a run, from 1 s to 20 minutes; after it the
 * run is stopped
 */
@ConfigurationProperties("asynclab.limits")
record ScaleLimits(@DefaultValue("1000000") int scale, @DefaultValue("2m") Duration scaleTime) {

	private static final Duration LEAST = Duration.ofSeconds(1);

	// A journal counts microseconds in 31 bits, and a client gets its answer within 30
	// min.
	private static final Duration MOST = Duration.ofMinutes(20);

	ScaleLimits {
		Limits.requirePositive("scale", scale);
		Limits.require(scaleTime.compareTo(LEAST) >= 0 && scaleTime.compareTo(MOST) <= 0, "scale-time",
				"from 1 s to 20 minutes");
	}

}
