package dev.asynclab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * How a member leaves the cluster.
 */
final class Departure {

	private static final Log logger = LogFactory.getLog(Departure.class);

	private static final long ANSWER_MILLIS = 2000;

	private static final long POLL_MILLIS = 20;

	private Departure() {
	}

	/**
	 * Leaves the cluster: tells the labs to send no more jobs, finishes those that are
	 * here, and leaves. What has not ended after the grace period runs again elsewhere.
	 * @param hazelcast the member
	 * @param worker its worker
	 * @param grace how long jobs may continue
	 */
	static void leave(HazelcastInstance hazelcast, Worker worker, Duration grace) {
		if (!hazelcast.getLifecycleService().isRunning()) {
			return;
		}
		worker.leave();
		try {
			tellLabs(hazelcast);
			if (awaitIdle(worker, grace)) {
				hazelcast.shutdown();
				return;
			}
		}
		catch (HazelcastInstanceNotActiveException ex) {
			logger.debug("The member has left already", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		MemberState left = worker.state(0);
		logger.warn(LogMessage.format("Shutdown: %d jobs have not ended and run again elsewhere, %d waited",
				left.running().size(), left.queued()));
		worker.abandon(() -> hazelcast.getLifecycleService().terminate());
	}

	private static void tellLabs(HazelcastInstance hazelcast) throws InterruptedException {
		Member self = hazelcast.getCluster().getLocalMember();
		List<Member> labs = hazelcast.getCluster()
			.getMembers()
			.stream()
			.filter((member) -> MemberNames.isLab(member) && !member.localMember())
			.toList();
		if (labs.isEmpty()) {
			return;
		}
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
		for (Future<Boolean> told : hazelcast.getExecutorService(MemberConfig.CALLS)
			.submitToMembers(new Messages.Leaving(self.getUuid()), labs)
			.values()) {
			try {
				told.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.debug("A lab could not be told", ex);
			}
		}
	}

	private static boolean awaitIdle(Worker worker, Duration grace) throws InterruptedException {
		long deadline = System.nanoTime() + grace.toNanos();
		while (!worker.isIdle()) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			Thread.sleep(POLL_MILLIS);
		}
		return true;
	}

}
