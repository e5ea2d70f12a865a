package dev.asynclab.pitfall;

import java.time.Duration;

import dev.asynclab.admission.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits for running mistakes.
 *
 * @param pitfalls how many may run at once
 * @param pitfallTime how long one may take, broken and fixed code together, before it is
 * interrupted
 */
@ConfigurationProperties("asynclab.limits")
record PitfallLimits(@DefaultValue("4") int pitfalls, @DefaultValue("10s") Duration pitfallTime) {

	PitfallLimits {
		Limits.requirePositive("pitfalls", pitfalls);
		Limits.requirePositive("pitfall-time", pitfallTime);
	}

}
