package dev.asynclab.collapse;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The worker threads that blocking calls are sent to.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollapseLimits.class)
class OffloadConfiguration {

	/**
	 * As many as Python's default executor has, and as our asyncio loop has.
	 */
	static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

	@Bean(destroyMethod = "dispose")
	Scheduler offloadWorkers(CollapseLimits limits) {
		return Schedulers.newBoundedElastic(THREADS, limits.calls(), "offload", 60, true);
	}

}
