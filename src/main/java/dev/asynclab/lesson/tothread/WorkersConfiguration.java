package dev.asynclab.lesson.tothread;

import dev.asynclab.admission.Limits;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The worker threads of the lab's WebClient style. They are separate from Reactor's
 * global ones.
 */
@Configuration(proxyBeanMethods = false)
class WorkersConfiguration {

	// As many as Python's default executor has.
	static final int THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

	@Bean(destroyMethod = "dispose")
	Scheduler labWorkers(Limits limits) {
		return Schedulers.newBoundedElastic(THREADS, limits.tasks(), "lab-worker", 60, true);
	}

}
