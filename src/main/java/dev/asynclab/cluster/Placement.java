package dev.asynclab.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the jobs of a lab over the workers: each goes to the worker with the most free
 * places. It goes there by a key whose partition the worker owns, and not to the member
 * itself: if the member dies, Hazelcast then runs the job at the partition's next owner.
 */
final class Placement {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final int TRIES = 100;

	private final HazelcastInstance hazelcast;

	private final Map<Integer, Integer> keys = new HashMap<>();

	private final Map<UUID, Integer> placed = new HashMap<>();

	private final Map<UUID, Integer> forOthers = new HashMap<>();

	private final Set<UUID> leaving = new HashSet<>();

	private final Random random = new Random();

	private final List<Integer> allKeys;

	Placement(HazelcastInstance hazelcast) {
		this.hazelcast = hazelcast;
		PartitionService partitions = hazelcast.getPartitionService();
		int count = partitions.getPartitions().size();
		for (int key = 0; this.keys.size() < count; key++) {
			this.keys.putIfAbsent(partitions.getPartition(key).getPartitionId(), key);
		}
		this.allKeys = List.copyOf(this.keys.values());
	}

	/**
	 * Takes a place at the worker with the most free ones, or in its queue.
	 * @return where the job is to go
	 * @throws TooBusyException if the queues of all workers are full
	 * @throws dev.asynclab.problem.UnavailableException if there is no worker
	 */
	synchronized Spot take() {
		Member best = null;
		int mostFree = Integer.MIN_VALUE;
		for (Member member : workers()) {
			int free = MemberNames.places(member) - load(member);
			if (free > mostFree && free + MemberNames.queue(member) > 0 && ownedPartition(member) != null) {
				best = member;
				mostFree = free;
			}
		}
		if (best == null) {
			throw refusal();
		}
		Partition partition = ownedPartition(best);
		if (partition == null) {
			throw refusal();
		}
		this.placed.merge(best.getUuid(), 1, Integer::sum);
		return new Spot(best.getUuid(), Objects.requireNonNull(this.keys.get(partition.getPartitionId())));
	}

	private RuntimeException refusal() {
		return workers().isEmpty() ? NoWorker.refusal(this.hazelcast) : new TooBusyException(
				Sentence.of("busy.workers", "All workers are busy and their queues are full."), RETRY_AFTER);
	}

	/**
	 * Gives a place back.
	 * @param worker the worker that had it
	 */
	synchronized void giveBack(UUID worker) {
		this.placed.computeIfPresent(worker, (_, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Notes where a job is that this lab has not placed there.
	 * @param from where it was placed
	 * @param to where it runs
	 */
	synchronized void move(UUID from, UUID to) {
		if (!from.equals(to)) {
			giveBack(from);
			this.placed.merge(to, 1, Integer::sum);
		}
	}

	/**
	 * Notes how many places of a worker other labs have.
	 * @param worker the worker
	 * @param places how many it said
	 */
	synchronized void forOthers(UUID worker, int places) {
		this.forOthers.put(worker, places);
	}

	/**
	 * Gives no more jobs to a worker, which is about to leave.
	 * @param worker the worker
	 */
	synchronized void leaving(UUID worker) {
		this.leaving.add(worker);
	}

	synchronized void lost(UUID worker) {
		this.leaving.remove(worker);
		this.forOthers.remove(worker);
	}

	/**
	 * Returns the member that owns the partition of a key now.
	 * @param key the key
	 * @return the member; null if none does at the moment
	 */
	@Nullable Member owner(int key) {
		return this.hazelcast.getPartitionService().getPartition(key).getOwner();
	}

	synchronized boolean hasWorker() {
		return workers().stream().anyMatch((member) -> ownedPartition(member) != null);
	}

	/**
	 * Tells whether jobs can be sent to a member.
	 * @param member the member
	 * @return {@code false} as long as it has just joined
	 */
	boolean isReady(Member member) {
		return ownedPartition(member) != null;
	}

	/**
	 * Counts how many jobs the workers do at once.
	 * @return the places of all workers together
	 */
	synchronized int places() {
		return workers().stream().mapToInt(MemberNames::places).sum();
	}

	private List<Member> workers() {
		return this.hazelcast.getCluster()
			.getMembers()
			.stream()
			.filter((member) -> MemberNames.places(member) > 0 && !this.leaving.contains(member.getUuid()))
			.toList();
	}

	private int load(Member member) {
		return this.placed.getOrDefault(member.getUuid(), 0) + this.forOthers.getOrDefault(member.getUuid(), 0);
	}

	// Any of them, so that its thread is not always the same. A member that has just
	// joined has none.
	private @Nullable Partition ownedPartition(Member member) {
		PartitionService partitions = this.hazelcast.getPartitionService();
		for (int i = 0; i < TRIES; i++) {
			Partition partition = partitions.getPartition(this.allKeys.get(this.random.nextInt(this.allKeys.size())));
			if (member.equals(partition.getOwner())) {
				return partition;
			}
		}
		return partitions.getPartitions()
			.stream()
			.filter((partition) -> member.equals(partition.getOwner()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Where a job goes.
	 *
	 * @param worker the member that it is for
	 * @param key a key whose partition that member owns
	 */
	record Spot(UUID worker, int key) {
	}

}
