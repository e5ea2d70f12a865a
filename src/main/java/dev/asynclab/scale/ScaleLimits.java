package dev.asynclab.scale;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The bounds of a run with very many tasks.
 *
 * @param scale the most tasks
 * @param scaleTime the longest that such a run may take; it is then stopped
 */
@ConfigurationProperties("asynclab.limits")
record ScaleLimits(@DefaultValue("1000000") int scale, @DefaultValue("2m") Duration scaleTime) {

	ScaleLimits {
		Assert.isTrue(scale > 0, "asynclab.limits.scale must be positive");
		Assert.isTrue(scaleTime.isPositive(), "asynclab.limits.scale-time must be positive");
	}

}
