package dev.asynclab.cluster;

import java.io.Serial;
import java.time.Duration;

import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnavailableException;

/**
 * There is nobody who would do a job: a 503 with the command that starts a worker.
 */
final class NoWorkerException extends UnavailableException {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	NoWorkerException(HazelcastInstance hazelcast) {
		super(Sentence.of("unavailable.no-worker", "No worker has joined the cluster {0}.",
				hazelcast.getConfig().getClusterName()), RETRY_AFTER, command(hazelcast));
	}

	static String command(HazelcastInstance hazelcast) {
		String name = hazelcast.getConfig().getClusterName();
		String members = MemberNames.address(hazelcast.getCluster().getLocalMember());
		return "java -jar async-lab.jar --spring.profiles.active=worker"
				+ (Role.WORKER.members().contains(members) ? "" : " --asynclab.cluster.members=" + members)
				+ ("async-lab".equals(name) ? "" : " --asynclab.cluster.name=" + name);
	}

}
