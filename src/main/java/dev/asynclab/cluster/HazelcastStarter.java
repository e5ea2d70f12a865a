package dev.asynclab.cluster;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.FutureStarter;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Hands jobs over to the workers of the cluster. A job waits in the queue of a worker
 * until one of its places is free.
 */
@Component
class HazelcastStarter implements FutureStarter {

	private final Cluster cluster;

	private final ClusterProperties properties;

	HazelcastStarter(Cluster cluster, ClusterProperties properties) {
		this.cluster = cluster;
		this.properties = properties;
	}

	@Override
	public Style style() {
		return Style.HAZELCAST;
	}

	@Override
	public CompletableFuture<@Nullable Void> ready() {
		return this.cluster.ready();
	}

	@Override
	public int capacity() {
		Cluster.Started started = this.cluster.current();
		return Math.max(1, (started != null) ? started.placement().places() : this.properties.places());
	}

	@Override
	public CompletableFuture<String> start(JobHandle handle) {
		Cluster.Started started = this.cluster.current();
		Assert.state(started != null, "The cluster has no member yet");
		return started.requests().submit(handle);
	}

}
