package dev.asynclab.scale;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The bounds of a run with very many tasks.
 *
 * @param scale the most tasks
 * @param scaleTime the longest that such a run may take, 30 minutes at most; it is then
 * stopped
 */
@ConfigurationProperties("asynclab.limits")
record ScaleLimits(@DefaultValue("1000000") int scale, @DefaultValue("2m") Duration scaleTime) {

	// A journal counts microseconds in 31 bits.
	private static final Duration LONGEST = Duration.ofMinutes(30);

	ScaleLimits {
		Assert.isTrue(scale > 0, "asynclab.limits.scale must be positive");
		Assert.isTrue(scaleTime.isPositive() && scaleTime.compareTo(LONGEST) <= 0,
				"asynclab.limits.scale-time must be positive, and 30 minutes at most");
	}

}
