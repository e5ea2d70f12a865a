package dev.asynclab.scenario.run;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.AsyncPoolStarter;
import reactor.core.scheduler.Scheduler;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Spring's styles that can run scenarios.
 */
@Configuration(proxyBeanMethods = false)
class SpringStyles {

	@Bean
	ScenarioRunner asyncPoolScenarios(AsyncPoolStarter pool,
			@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor asyncPoolExecutor) {
		return AsyncPoolScenario.runner(pool::submit, asyncPoolExecutor.getMaxPoolSize());
	}

	@Bean
	ScenarioRunner webClientScenarios(Scheduler labWorkers) {
		return WebClientScenario.runner(labWorkers);
	}

	@Bean
	ScenarioRunner virtualThreadScenarios() {
		return VirtualThreadScenario.runner();
	}

}
