package dev.asynclab.eventloop;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the watchdog watches.
 *
 * @param slowCallbackDuration the shortest wait of a heartbeat that counts as a stall, as
 * asyncio's {@code slow_callback_duration}
 * @param interval the time between two heartbeats, or two samples of a stalled loop
 * @param kept how many stalls are kept
 */
@ConfigurationProperties("asynclab.watchdog")
record WatchdogProperties(@DefaultValue("100ms") Duration slowCallbackDuration, @DefaultValue("20ms") Duration interval,
		@DefaultValue("100") int kept) {

	WatchdogProperties {
		Assert.isTrue(interval.toMillis() > 0, "asynclab.watchdog.interval must be at least 1 ms");
		Assert.isTrue(slowCallbackDuration.compareTo(interval.multipliedBy(3)) >= 0,
				"asynclab.watchdog.slow-callback-duration must be at least three intervals");
		Assert.isTrue(kept > 0, "asynclab.watchdog.kept must be at least 1");
	}

}
