package dev.asynclab.scale;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The bounds of a run with very many tasks.
 *
 * @param scale the most tasks
 * @param scaleTime the longest that such a run may take, from 1 s to 20 minutes; it is
 * then stopped
 */
@ConfigurationProperties("asynclab.limits")
record ScaleLimits(@DefaultValue("1000000") int scale, @DefaultValue("2m") Duration scaleTime) {

	private static final Duration LEAST = Duration.ofSeconds(1);

	// A journal counts microseconds in 31 bits, and the answer is waited for 30 minutes.
	private static final Duration MOST = Duration.ofMinutes(20);

	ScaleLimits {
		Assert.isTrue(scale > 0, "asynclab.limits.scale must be positive");
		Assert.isTrue(scaleTime.compareTo(LEAST) >= 0 && scaleTime.compareTo(MOST) <= 0,
				"asynclab.limits.scale-time must be from 1 s to 20 minutes");
	}

}
