package dev.asynclab.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.admission.ShutdownProperties;
import dev.asynclab.job.VirtualThreadStarter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A process that is only a worker: the profile {@code worker}. It founds no cluster: it
 * joins one when a member answers that it was told of. If the last lab has left, and such
 * a member answers that is not in the cluster, it joins that one.
 */
@Component
@Profile("worker")
@Lazy(false)
@EnableConfigurationProperties({ ClusterProperties.class, ShutdownProperties.class })
class WorkerProcess implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(WorkerProcess.class);

	private static final int CONNECT_MILLIS = 1000;

	private static final long RETRY_MILLIS = 1000;

	private final ClusterProperties properties;

	private final ShutdownProperties shutdown;

	private final VirtualThreadStarter io;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile boolean running;

	private volatile @Nullable Joined joined;

	private boolean waitingTold;

	WorkerProcess(ClusterProperties properties, ShutdownProperties shutdown, VirtualThreadStarter io) {
		this.properties = properties;
		this.shutdown = shutdown;
		this.io = io;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@EventListener(ApplicationReadyEvent.class)
	void applicationReady() {
		Thread.ofPlatform().name("worker").start(this::run);
	}

	private void run() {
		try {
			do {
				Joined joined = this.joined;
				if (joined == null) {
					join();
				}
				else if (!joined.hasLab() && otherAnswers(joined)) {
					rejoin(joined);
				}
			}
			while (!this.stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void join() {
		List<String> listed = this.properties.members(Role.WORKER);
		if (!this.running || listed.stream().noneMatch(this::answers)) {
			tellWaiting(listed);
			return;
		}
		Worker worker = new Worker(this.properties.places(), this.io::callable);
		HazelcastInstance hazelcast = Hazelcast
			.newHazelcastInstance(MemberConfig.of(this.properties, Role.WORKER, worker.node()));
		worker.node().memberIs(hazelcast);
		if (hazelcast.getCluster().getMembers().size() == 1) {
			// What answered was no member of this cluster.
			hazelcast.shutdown();
			tellWaiting(listed);
			return;
		}
		hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
			@Override
			public void memberRemoved(MembershipEvent event) {
				logger.warn(MemberNames.of(event.getMember()) + " has left the cluster");
				worker.lost(event.getMember().getUuid());
			}
		});
		this.joined = new Joined(hazelcast, worker);
		this.waitingTold = false;
		logger.info(MemberNames.of(hazelcast.getCluster().getLocalMember()) + " has joined the cluster "
				+ this.properties.name() + ": "
				+ hazelcast.getCluster().getMembers().stream().map(MemberNames::of).toList());
	}

	private void tellWaiting(List<String> listed) {
		if (!this.waitingTold) {
			this.waitingTold = true;
			logger.info("No member of the cluster " + this.properties.name() + " answers yet at "
					+ String.join(", ", listed)
					+ ": a lab makes its member at the first use of the style hazelcast. Trying again every second.");
		}
	}

	private boolean otherAnswers(Joined joined) {
		List<String> known = joined.hazelcast().getCluster().getMembers().stream().map(MemberNames::address).toList();
		return this.properties.members(Role.WORKER)
			.stream()
			.filter((listed) -> !known.contains(listed))
			.anyMatch(this::answers);
	}

	private synchronized void rejoin(Joined joined) {
		if (!joined.hazelcast().getMap(MemberConfig.DURABLE_TASKS).isEmpty()) {
			if (!this.waitingTold) {
				this.waitingTold = true;
				logger.warn("The cluster has no lab, but durable tasks. Start one with --asynclab.cluster.members="
						+ MemberNames.address(joined.hazelcast().getCluster().getLocalMember()));
			}
			return;
		}
		logger.info("The cluster has no lab any more. Joining the one that answers.");
		this.joined = null;
		Departure.leave(joined.hazelcast(), joined.worker(), this.shutdown.gracePeriod());
		join();
	}

	private boolean answers(String member) {
		String host = member.substring(0, member.indexOf(':'));
		int port = Integer.parseInt(member.substring(member.indexOf(':') + 1));
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void stop() {
		this.stopped.countDown();
		this.running = false;
		Joined joined;
		synchronized (this) {
			joined = this.joined;
		}
		if (joined != null) {
			Departure.leave(joined.hazelcast(), joined.worker(), this.shutdown.gracePeriod());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private record Joined(HazelcastInstance hazelcast, Worker worker) {

		boolean hasLab() {
			return this.hazelcast.getCluster().getMembers().stream().anyMatch(MemberNames::isLab);
		}

	}

}
