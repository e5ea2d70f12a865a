package dev.asynclab.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An executor that starts a virtual thread for each task.
 */
@Configuration(proxyBeanMethods = false)
class VirtualThreadConfiguration {

	@Bean(destroyMethod = "shutdownNow")
	ExecutorService virtualThreads() {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("virtual-", 1).factory());
	}

}
