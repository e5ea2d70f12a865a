package dev.asynclab.storm;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps the auto-configurations away that come with the circuit breaker: an experiment
 * makes its own factory of breakers. Spring Cloud would add a discovery client, whose
 * health is {@code UNKNOWN}, and a refresh scope, and Resilience4j what it has besides
 * breakers; each start would take longer.
 */
class BreakerAlone implements AutoConfigurationImportFilter {

	private static final List<String> PACKAGES = List.of("org.springframework.cloud.", "io.github.resilience4j.");

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int index = 0; index < classes.length; index++) {
			// What another filter has removed is null.
			String name = classes[index];
			matches[index] = name != null && PACKAGES.stream().noneMatch(name::startsWith);
		}
		return matches;
	}

}
