package dev.asynclab.cluster;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Counts the cluster's members, and the jobs that this lab has handed over. All is 0
 * before the first use of the style.
 */
@Component
@Profile("!worker")
class ClusterMeters implements MeterBinder {

	private final Cluster cluster;

	ClusterMeters(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "members", "Members of the cluster, this lab included",
				(started) -> started.hazelcast().getCluster().getMembers().size());
		gauge(registry, "places", "Jobs that all workers do at once", (started) -> started.placement().places());
		gauge(registry, "jobs", "Jobs of this lab that have been handed over and have not ended",
				(started) -> started.requests().alive());
		FunctionCounter.builder("asynclab.cluster.again", this.cluster, (it) -> value((s) -> s.requests().runAgain()))
			.description("How often jobs of this lab have begun beyond once each")
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description,
			ToDoubleFunction<Cluster.Started> value) {
		Gauge.builder("asynclab.cluster." + name, this.cluster, (_) -> value(value))
			.description(description)
			.register(registry);
	}

	// The member may be about to leave.
	private double value(ToDoubleFunction<Cluster.Started> value) {
		Cluster.Started started = this.cluster.current();
		return (started != null && started.hazelcast().getLifecycleService().isRunning()) ? value.applyAsDouble(started)
				: 0;
	}

}
