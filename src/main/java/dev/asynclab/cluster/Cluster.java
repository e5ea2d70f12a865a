package dev.asynclab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.admission.ShutdownProperties;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The lab's member of the cluster. It is made at the first use, or when the lab has
 * started if other members are to find it.
 */
@Component
@EnableConfigurationProperties(ClusterProperties.class)
@Profile("!worker")
class Cluster implements DisposableBean {

	private static final Log logger = LogFactory.getLog(Cluster.class);

	/** How long a request waits for the first worker. */
	private static final Duration WORKER_WAIT = Duration.ofSeconds(3);

	private static final Duration ANSWER = Duration.ofSeconds(1);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final int LOST_KEPT = 20;

	private final ClusterProperties properties;

	private final ShutdownProperties shutdown;

	private final VirtualThreadStarter io;

	private final ExecutorService virtualThreads;

	private final Deque<Lost> lost = new ArrayDeque<>();

	private final Map<String, MemberState> lastStates = new TreeMap<>();

	private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

	private final List<Consumer<HazelcastInstance>> onStart = new CopyOnWriteArrayList<>();

	private final List<Consumer<String>> onLost = new CopyOnWriteArrayList<>();

	private volatile @Nullable CompletableFuture<Started> start;

	Cluster(ClusterProperties properties, ShutdownProperties shutdown, VirtualThreadStarter io,
			ExecutorService virtualThreads) {
		this.properties = properties;
		this.shutdown = shutdown;
		this.io = io;
		this.virtualThreads = virtualThreads;
	}

	/**
	 * Registers what is to be done when the member is made.
	 * @param listener gets the member, before the first request does
	 */
	void onStart(Consumer<HazelcastInstance> listener) {
		this.onStart.add(listener);
	}

	/**
	 * Registers what is to be done when a member is lost.
	 * @param listener gets the name of the member
	 */
	void onLost(Consumer<String> listener) {
		this.onLost.add(listener);
	}

	@EventListener(ApplicationReadyEvent.class)
	void applicationReady() {
		if (this.properties.startsWithLab()) {
			started();
		}
	}

	/**
	 * Makes the member, if there is none.
	 * @return completes when there is one
	 */
	CompletableFuture<Started> started() {
		CompletableFuture<Started> start = this.start;
		return (start != null && !start.isCompletedExceptionally()) ? start : newStart();
	}

	private synchronized CompletableFuture<Started> newStart() {
		CompletableFuture<Started> start = this.start;
		if (start == null || start.isCompletedExceptionally()) {
			CompletableFuture<Started> next = new CompletableFuture<>();
			Thread.ofPlatform().name("cluster-start").daemon().start(() -> {
				try {
					next.complete(start());
				}
				catch (RuntimeException | Error ex) {
					logger.warn("The cluster's member could not be made", ex);
					next.completeExceptionally(new UnavailableException(Sentence.of("unavailable.cluster",
							"The cluster's member could not be made: {0}", String.valueOf(ex.getMessage())),
							RETRY_AFTER, null));
				}
			});
			this.start = next;
			start = next;
		}
		return start;
	}

	private Started start() {
		Worker worker = new Worker(Math.max(1, this.properties.places(Role.LAB)), this.io::callable);
		HazelcastInstance hazelcast = Hazelcast
			.newHazelcastInstance(MemberConfig.of(this.properties, Role.LAB, worker.node()));
		worker.node().memberIs(hazelcast);
		Placement placement = new Placement(hazelcast);
		Requests requests = new Requests(hazelcast, placement, this.virtualThreads);
		worker.node().labIs(requests, placement);
		hazelcast.getCluster().addMembershipListener(new Members(worker, requests));
		this.onStart.forEach((listener) -> listener.accept(hazelcast));
		logger.info("The cluster's member is " + MemberNames.of(hazelcast.getCluster().getLocalMember()));
		return new Started(hazelcast, worker, requests, placement);
	}

	/**
	 * Returns the member if there is one.
	 * @return what has been started; null before the first use
	 */
	@Nullable Started current() {
		CompletableFuture<Started> start = this.start;
		return (start != null && start.isDone() && !start.isCompletedExceptionally()) ? start.join() : null;
	}

	/**
	 * Makes the member, if there is none, and waits for a worker.
	 * @return completes when there is a worker; fails with an
	 * {@link UnavailableException} after 3 s if there is none
	 */
	CompletableFuture<@Nullable Void> ready() {
		Started now = current();
		if (now != null && now.placement().hasWorker()) {
			return CompletableFuture.completedFuture(null);
		}
		return started().thenCompose((started) -> awaitWorker(started));
	}

	// A worker that joins owns partitions a moment later, which no event tells.
	private CompletableFuture<@Nullable Void> awaitWorker(Started started) {
		return CompletableFuture.runAsync(() -> {
			long deadline = System.nanoTime() + WORKER_WAIT.toNanos();
			while (!started.placement().hasWorker()) {
				if (System.nanoTime() - deadline > 0 || this.closed.isDone()) {
					throw NoWorker.refusal(started.hazelcast());
				}
				this.closed.copy().completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
			}
		}, this.virtualThreads).thenApply((_) -> null);
	}

	/**
	 * Asks every member what it does.
	 * @return the members, in the order in which they joined; none before the first use
	 */
	ClusterView view() {
		Started started = current();
		if (started == null) {
			return ClusterView.none();
		}
		Collection<Member> members = started.hazelcast().getCluster().getMembers();
		Map<Member, Future<MemberState>> answers = started.hazelcast()
			.getExecutorService(MemberConfig.CALLS)
			.submitToMembers(new Messages.Ask(), members);
		long deadline = System.nanoTime() + ANSWER.toNanos();
		List<ClusterView.MemberView> views = members.stream()
			.map((member) -> view(member, answers.get(member), deadline))
			.toList();
		long runAgain = views.stream().mapToLong(ClusterView.MemberView::runAgain).sum();
		return new ClusterView(views, runAgain, started.requests().repeated(), lost());
	}

	private ClusterView.MemberView view(Member member, @Nullable Future<MemberState> answer, long deadline) {
		String name = MemberNames.of(member);
		MemberState state = (answer != null) ? state(answer, deadline) : null;
		synchronized (this.lastStates) {
			if (state != null) {
				this.lastStates.put(name, state);
			}
			MemberState last = this.lastStates.getOrDefault(name, new MemberState(List.of(), 0, false, 0));
			return ClusterView.MemberView.of(member, last, state != null);
		}
	}

	private static @Nullable MemberState state(Future<MemberState> answer, long deadline) {
		try {
			return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Returns the members that were lost.
	 * @return the last ones, the last one first
	 */
	List<Lost> lost() {
		synchronized (this.lost) {
			return List.copyOf(this.lost);
		}
	}

	@Override
	public void destroy() {
		this.closed.complete(null);
		CompletableFuture<Started> start = this.start;
		if (start == null) {
			return;
		}
		Started started = start.handle((value, _) -> value).join();
		if (started != null) {
			Departure.leave(started.hazelcast(), started.worker(), this.shutdown.gracePeriod());
		}
	}

	/**
	 * What there is from the first use on.
	 *
	 * @param hazelcast the member
	 * @param worker does jobs here
	 * @param requests the jobs that were handed over
	 * @param placement says where the next one goes
	 */
	record Started(HazelcastInstance hazelcast, Worker worker, Requests requests, Placement placement) {
	}

	/**
	 * A member that was lost.
	 *
	 * @param name its name
	 * @param at when this lab noticed
	 */
	record Lost(String name, Instant at) {
	}

	private final class Members implements MembershipListener {

		private final Worker worker;

		private final Requests requests;

		Members(Worker worker, Requests requests) {
			this.worker = worker;
			this.requests = requests;
		}

		@Override
		public void memberAdded(MembershipEvent event) {
			logger.info(MemberNames.of(event.getMember()) + " has joined the cluster");
		}

		@Override
		public void memberRemoved(MembershipEvent event) {
			Member member = event.getMember();
			logger.warn(MemberNames.of(member) + " has left the cluster");
			synchronized (Cluster.this.lost) {
				Cluster.this.lost.addFirst(new Lost(MemberNames.of(member), Instant.now()));
				if (Cluster.this.lost.size() > LOST_KEPT) {
					Cluster.this.lost.removeLast();
				}
			}
			this.requests.lost(member.getUuid());
			this.worker.lost(member.getUuid());
			Cluster.this.virtualThreads
				.execute(() -> Cluster.this.onLost.forEach((listener) -> listener.accept(MemberNames.of(member))));
		}

	}

}
