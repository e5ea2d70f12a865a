package dev.asynclab.cluster;

import java.util.Objects;
import java.util.UUID;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * This process as a member of the cluster, and what messages to it reach.
 */
final class Node {

	private final Worker worker;

	private volatile @Nullable HazelcastInstance hazelcast;

	private volatile @Nullable Lab lab;

	Node(Worker worker) {
		this.worker = worker;
	}

	static Node of(HazelcastInstance hazelcast) {
		return (Node) Objects.requireNonNull(hazelcast.getUserContext().get(Node.class.getName()));
	}

	// The first message may arrive before the method has returned that made the member.
	void memberIs(HazelcastInstance hazelcast) {
		this.hazelcast = hazelcast;
	}

	// To be called before the first job is handed over.
	void labIs(Requests requests, Placement placement) {
		this.lab = new Lab(requests, placement);
	}

	HazelcastInstance hazelcast() {
		HazelcastInstance hazelcast = this.hazelcast;
		Assert.state(hazelcast != null, "There is no member yet");
		return hazelcast;
	}

	/**
	 * Finds a member.
	 * @param uuid its id
	 * @return the member; null if it has left
	 */
	@Nullable Member member(UUID uuid) {
		return hazelcast().getCluster()
			.getMembers()
			.stream()
			.filter((member) -> member.getUuid().equals(uuid))
			.findFirst()
			.orElse(null);
	}

	Worker worker() {
		return this.worker;
	}

	Requests requests() {
		return part().requests();
	}

	Placement placement() {
		return part().placement();
	}

	MemberState state() {
		Lab part = this.lab;
		return this.worker.state((part != null) ? part.requests().runAgain() : 0);
	}

	private Lab part() {
		Lab part = this.lab;
		Assert.state(part != null, "This member is no lab");
		return part;
	}

	private record Lab(Requests requests, Placement placement) {
	}

}
