package dev.asynclab.admission;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How long work may continue when the service shuts down. Both times together must be at
 * least 1 s less than {@code spring.lifecycle.timeout-per-shutdown-phase}, or clients
 * that wait get no answer.
 *
 * @param gracePeriod how long work may continue before it is cancelled
 * @param cleanUpPeriod how long cancelled work may clean up
 */
@ConfigurationProperties("asynclab.shutdown")
public record ShutdownProperties(@DefaultValue("20s") Duration gracePeriod,
		@DefaultValue("5s") Duration cleanUpPeriod) {

	public ShutdownProperties {
		Assert.isTrue(!gracePeriod.isNegative(), "asynclab.shutdown.grace-period must not be negative");
		Assert.isTrue(!cleanUpPeriod.isNegative(), "asynclab.shutdown.clean-up-period must not be negative");
	}

	void requireLessThan(Duration phase) {
		Assert.state(this.gracePeriod.plus(this.cleanUpPeriod).compareTo(phase) <= 0,
				() -> "asynclab.shutdown.grace-period (" + this.gracePeriod + ") and clean-up-period ("
						+ this.cleanUpPeriod
						+ ") have to be at least 1s less together than spring.lifecycle.timeout-per-shutdown-phase");
	}

}
