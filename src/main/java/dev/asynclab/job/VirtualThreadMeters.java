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
		gauge("parallelism", "Carriers that may run virtual threads at once",
				VirtualThreadSchedulerMXBean::getParallelism)
			.register(registry);
		gauge("pool.size", "Carriers that there are", VirtualThreadSchedulerMXBean::getPoolSize).register(registry);
		gauge("mounted", "Virtual threads on a carrier", VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount)
			.register(registry);
		gauge("queued", "Virtual threads that wait for a carrier",
				VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount)
			.register(registry);
	}

	private Gauge.Builder<VirtualThreadSchedulerMXBean> gauge(String name, String description,
			ToDoubleFunction<VirtualThreadSchedulerMXBean> value) {
		return Gauge.builder("jvm.threads.virtual." + name, this.scheduler, value)
			.description(description)
			.baseUnit("threads");
	}

}
