package dev.asynclab.cluster;

import java.util.List;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells of the cluster's members, and of those that were lost. It is never {@code DOWN}:
 * without a worker only the style {@code hazelcast} has no answer.
 */
@Component
@Profile("!worker")
class ClusterHealthIndicator extends AbstractHealthIndicator {

	private final Cluster cluster;

	ClusterHealthIndicator(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Cluster.Started started = this.cluster.current();
		builder.up()
			.withDetail("members", (started != null && started.hazelcast().getLifecycleService().isRunning())
					? started.hazelcast().getCluster().getMembers().stream().map(MemberNames::of).toList() : List.of())
			.withDetail("lost", this.cluster.lost().stream().map((lost) -> lost.name() + " at " + lost.at()).toList());
	}

}
