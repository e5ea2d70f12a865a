package dev.asynclab.cluster;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.IExecutorService;
import dev.asynclab.job.JobHandle;
import org.jspecify.annotations.Nullable;

/**
 * A cluster within this process: a lab that does no work, and a worker. Between them is
 * the network all the same. It shows what the style does with work other than a job.
 */
public final class ClusterBench implements AutoCloseable {

	private static final String ONE_PLACE = "one-place";

	private static final String SOME_PLACES = "some-places";

	/** How many pieces of work the worker does at once. */
	public static final int PLACES = 8;

	private final String name = "bench-" + UUID.randomUUID();

	private final Function<String, Callable<String>> work;

	private final HazelcastInstance lab;

	private final Requests requests;

	private HazelcastInstance worker;

	/**
	 * Makes the members, which takes a second or two.
	 * @param work returns the work of a name, which runs on a thread of the worker
	 * @param executor runs what follows an answer
	 */
	public ClusterBench(Function<String, Callable<String>> work, Executor executor) {
		this.work = work;
		this.lab = member(Role.LAB, null);
		Placement placement = new Placement(this.lab);
		this.requests = new Requests(this.lab, placement, executor);
		Node.of(this.lab).labIs(this.requests, placement);
		this.lab.getCluster().addMembershipListener(new MembershipAdapter() {
			@Override
			public void memberRemoved(MembershipEvent event) {
				ClusterBench.this.requests.lost(event.getMember().getUuid());
			}
		});
		this.worker = startWorker();
	}

	private HazelcastInstance startWorker() {
		return member(Role.WORKER, MemberNames.address(this.lab.getCluster().getLocalMember()));
	}

	private HazelcastInstance member(Role role, @Nullable String other) {
		ClusterProperties properties = new ClusterProperties(this.name, null,
				(other != null) ? List.of(other) : List.of(), false, PLACES, 1000, false, "127.0.0.1",
				Duration.ofSeconds(2), Duration.ofSeconds(10), 100);
		Worker worker = new Worker(PLACES,
				(handle) -> () -> handle.call(Objects.requireNonNull(this.work.apply(handle.job().name()))));
		Config config = MemberConfig.of(properties, role, worker.node());
		config.getUserContext()
			.put(Plain.class.getName(), new Plain(this.work, new AtomicBoolean(), new CountDownLatch(1)));
		MemberConfig.letIn(config, "dev.asynclab.");
		config.getExecutorConfig(ONE_PLACE).setPoolSize(1);
		config.getExecutorConfig(SOME_PLACES).setPoolSize(PLACES);
		HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
		worker.node().memberIs(hazelcast);
		return hazelcast;
	}

	/**
	 * Runs work as one usually does with Hazelcast: {@code IExecutorService.submit}.
	 * @param name the name of the work
	 * @param onePlace whether only one such work runs at once. Then all of it goes to the
	 * owner of one key, which keeps the order: {@code submit} picks any partition, and
	 * two partitions have no order
	 * @return the future that Hazelcast returns
	 */
	@SuppressWarnings("unchecked")
	public CompletableFuture<String> submit(String name, boolean onePlace) {
		IExecutorService executor = this.lab.getExecutorService(onePlace ? ONE_PLACE : SOME_PLACES);
		NamedWork work = new NamedWork(name);
		Future<String> future = onePlace ? executor.submitToKeyOwner(work, ONE_PLACE) : executor.submit(work);
		return ((CompletionStage<String>) future).toCompletableFuture();
	}

	/**
	 * Runs work as the lab runs a job.
	 * @param handle a job whose name is that of the work
	 * @return the future of the job
	 */
	public CompletableFuture<String> start(JobHandle handle) {
		return this.requests.submit(handle);
	}

	/**
	 * Ends the worker as if its machine had died, after another has been started.
	 */
	public synchronized void loseWorker() {
		HazelcastInstance lost = this.worker;
		this.worker = startWorker();
		Plain plain = (Plain) Objects.requireNonNull(lost.getUserContext().get(Plain.class.getName()));
		plain.losing().set(true);
		Node.of(lost).worker().abandon(() -> lost.getLifecycleService().terminate());
		plain.lost().countDown();
	}

	@Override
	public synchronized void close() {
		List<HazelcastInstance> members = new ArrayList<>(List.of(this.worker, this.lab));
		members.forEach((member) -> member.getLifecycleService().terminate());
	}

	/**
	 * What plain work finds at its member.
	 *
	 * @param work the work, by its name
	 * @param losing whether the member is to die, so that it answers nothing any more
	 * @param lost zero when it is dead
	 */
	private record Plain(Function<String, Callable<String>> work, AtomicBoolean losing, CountDownLatch lost) {
	}

	/**
	 * Work that is called by its name.
	 */
	private static final class NamedWork implements Callable<String>, HazelcastInstanceAware, Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		private final String name;

		private transient @Nullable Plain plain;

		NamedWork(String name) {
			this.name = name;
		}

		@Override
		public void setHazelcastInstance(HazelcastInstance hazelcast) {
			this.plain = (Plain) hazelcast.getUserContext().get(Plain.class.getName());
		}

		@Override
		public String call() throws Exception {
			// The executor may leave the interrupt of a cancelled task to the next one.
			Thread.interrupted();
			Plain plain = Objects.requireNonNull(this.plain);
			try {
				return plain.work().apply(this.name).call();
			}
			finally {
				// A member that dies interrupts its threads, which real death does not.
				if (plain.losing().get()) {
					Worker.endQuietly();
					plain.lost().await();
				}
			}
		}

	}

}
