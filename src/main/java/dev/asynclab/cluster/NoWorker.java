package dev.asynclab.cluster;

import java.time.Duration;

import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnavailableException;

/**
 * No worker is there to do a job: a 503 with the command that starts a worker.
 */
final class NoWorker {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private NoWorker() {
	}

	/**
	 * Makes the refusal.
	 * @param hazelcast the lab's member
	 * @return the exception to throw
	 */
	static UnavailableException refusal(HazelcastInstance hazelcast) {
		return new UnavailableException(Sentence.of("unavailable.no-worker", "No worker has joined the cluster {0}.",
				hazelcast.getConfig().getClusterName()), RETRY_AFTER, command(hazelcast));
	}

	private static String command(HazelcastInstance hazelcast) {
		String name = hazelcast.getConfig().getClusterName();
		String members = MemberNames.address(hazelcast.getCluster().getLocalMember());
		return "java -jar async-lab.jar --spring.profiles.active=worker"
				+ (Role.WORKER.members().contains(members) ? "" : " --asynclab.cluster.members=" + members)
				+ ("async-lab".equals(name) ? "" : " --asynclab.cluster.name=" + name);
	}

}
