package dev.asynclab.job;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.asynclab.admission.Limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The executors of jobs: the bounded pool behind {@code @Async}, which has a fixed number
 * of threads and a queue with room for every task and call that can be admitted, and one
 * that starts a virtual thread for each task.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableConfigurationProperties({ Limits.class, ExecutorConfiguration.Properties.class })
class ExecutorConfiguration {

	@Bean(AsyncPool.NAME)
	ThreadPoolTaskExecutor asyncPoolExecutor(Properties properties, Limits limits, List<AsyncPool.Guests> guests) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutorBuilder().threadNamePrefix("async-")
			.corePoolSize(properties.threads())
			.maxPoolSize(properties.threads())
			.queueCapacity(limits.tasks() + guests.stream().mapToInt(AsyncPool.Guests::inPool).sum())
			.acceptTasksAfterContextClose(true)
			.build();
		// The pool stops after the web server, whose graceful shutdown waits for runs.
		executor.setPhase(0);
		executor.setTaskDecorator(new DequeueOnCancel(executor));
		return executor;
	}

	@Bean(destroyMethod = "shutdownNow")
	ExecutorService virtualThreads() {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("virtual-", 1).factory());
	}

	/**
	 * The size of the pool.
	 *
	 * @param threads how many tasks run at once
	 */
	@ConfigurationProperties("asynclab.async-pool")
	record Properties(@DefaultValue("8") int threads) {

	}

}
