package dev.asynclab.semantics;

import dev.asynclab.admission.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bound of measuring facts.
 *
 * @param semantics the most callers at once; one measures, and the others wait
 */
@ConfigurationProperties("asynclab.limits")
record SemanticsLimits(@DefaultValue("4") int semantics) {

	SemanticsLimits {
		Limits.requirePositive("semantics", semantics);
	}

}
