package dev.asynclab.job;

import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jdk.management.VirtualThreadSchedulerMXBean;

import org.springframework.stereotype.Component;

/**
 * Metrics of the JDK's scheduler of virtual threads: its carrier threads, and how many
 * virtual threads run on one or wait for one. The JDK does not count virtual threads that
 * are parked.
 */
@Component
class VirtualThreadMeters implements MeterBinder {

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "parallelism", "Carriers that may run virtual threads at once",
				VirtualThreadSchedulerMXBean::getParallelism);
		gauge(registry, "pool.size", "Carriers that exist", VirtualThreadSchedulerMXBean::getPoolSize);
		gauge(registry, "mounted", "Virtual threads on a carrier",
				VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount);
		gauge(registry, "queued", "Virtual threads that wait for a carrier",
				VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount);
	}

	private void gauge(MeterRegistry registry, String name, String description,
			ToDoubleFunction<VirtualThreadSchedulerMXBean> value) {
		Gauge.builder("jvm.threads.virtual." + name, this.scheduler, value)
			.description(description)
			.baseUnit("threads")
			.register(registry);
	}

}
