package dev.asynclab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

/**
 * A cluster of one member, which no other member finds, and which looks for none.
 */
public final class LoneMember implements AutoCloseable {

	private final HazelcastInstance hazelcast;

	/**
	 * Makes the member, which takes a second or so.
	 */
	public LoneMember() {
		ClusterProperties properties = new ClusterProperties("lone-" + UUID.randomUUID(), null, List.of(), false, 1, 1,
				true, "127.0.0.1", Duration.ofSeconds(2), Duration.ofSeconds(10), 1);
		Worker worker = new Worker(1, (handle) -> () -> handle.job().name());
		Config config = MemberConfig.of(properties, Role.LAB, worker.node());
		MemberConfig.letIn(config, "dev.asynclab.");
		this.hazelcast = Hazelcast.newHazelcastInstance(config);
	}

	/**
	 * Returns the member.
	 * @return the same at each call
	 */
	public HazelcastInstance hazelcast() {
		return this.hazelcast;
	}

	@Override
	public void close() {
		this.hazelcast.getLifecycleService().terminate();
	}

}
