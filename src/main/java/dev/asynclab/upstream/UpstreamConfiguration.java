package dev.asynclab.upstream;

import java.net.URI;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * The mock upstream: the server that {@code asynclab.upstream.url} names, or else one in
 * this process.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamProperties.class)
class UpstreamConfiguration {

	@Bean
	@ConditionalOnProperty("asynclab.upstream.url")
	UpstreamAddress upstreamElsewhere(UpstreamProperties properties) {
		URI url = properties.url();
		Assert.state(url != null, "asynclab.upstream.url must not be empty");
		return () -> url;
	}

	// The health is looked up late, since a health indicator may depend on the upstream.
	@Bean
	@ConditionalOnMissingBean(UpstreamAddress.class)
	UpstreamServer upstreamServer(UpstreamProperties properties, MeterRegistry registry,
			ObjectProvider<HealthEndpoint> health) {
		return new UpstreamServer(properties, registry, () -> health.getObject().health().getStatus());
	}

}
