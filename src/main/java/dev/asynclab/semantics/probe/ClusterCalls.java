package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.asynclab.cluster.ClusterBench;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The calls of probes as tasks of a cluster, which is made at the first use. A task
 * travels as the name of its call.
 */
public final class ClusterCalls implements AutoCloseable {

	private final Map<String, Callable<String>> work = new ConcurrentHashMap<>();

	private final AtomicLong lastId = new AtomicLong();

	private @Nullable ClusterBench bench;

	private synchronized ClusterBench bench() {
		ClusterBench bench = this.bench;
		if (bench == null) {
			bench = new ClusterBench((name) -> this.work.getOrDefault(name, () -> name),
					Executors.newVirtualThreadPerTaskExecutor());
			this.bench = bench;
		}
		return bench;
	}

	Session session(Consumer<Thread> threads) {
		bench();
		return new Session(threads);
	}

	@Override
	public synchronized void close() {
		ClusterBench bench = this.bench;
		if (bench != null) {
			bench.close();
		}
	}

	/**
	 * The calls of one probe. What has been sent and not received yet is on its way: the
	 * probe waits for it as for a thread that runs.
	 */
	final class Session implements AutoCloseable {

		private final Map<String, Travel> travels = new ConcurrentHashMap<>();

		private final Consumer<Thread> threads;

		private volatile boolean onePlace;

		private Session(Consumer<Thread> threads) {
			this.threads = threads;
		}

		void onePlace() {
			this.onePlace = true;
		}

		// The usual idiom.
		CompletableFuture<String> submit(ProbeCall call) {
			String name = travel(call, false);
			return arrives(name, bench().submit(name, this.onePlace));
		}

		// As the lab does it.
		CompletableFuture<String> start(ProbeCall call) {
			String name = travel(call, true);
			JobHandle handle = new JobHandle(new Job(name, Duration.ZERO, Job.Outcome.OK),
					new Recorder(System::nanoTime));
			handle.create();
			return arrives(name, bench().start(handle));
		}

		void loseWorker() {
			bench().loseWorker();
		}

		boolean isQuiet() {
			int places = this.onePlace ? 1 : ClusterBench.PLACES;
			boolean busy = this.travels.values().stream().filter((travel) -> travel.runs).count() >= places;
			// Hazelcast's futures run what follows in the common pool.
			return ForkJoinPool.commonPool().isQuiescent()
					&& this.travels.values().stream().noneMatch((travel) -> travel.isOnItsWay(busy));
		}

		private String travel(ProbeCall call, boolean cancelsLater) {
			String name = call.name() + "-" + ClusterCalls.this.lastId.incrementAndGet();
			Travel travel = new Travel(call, cancelsLater);
			this.travels.put(name, travel);
			ClusterCalls.this.work.put(name, () -> {
				this.threads.accept(Thread.currentThread());
				travel.runs = true;
				travel.arrived = true;
				try {
					return call.blocking().call();
				}
				finally {
					travel.runs = false;
				}
			});
			return name;
		}

		private CompletableFuture<String> arrives(String name, CompletableFuture<String> future) {
			Travel travel = Objects.requireNonNull(this.travels.get(name));
			travel.future = future;
			future.whenComplete((_, _) -> {
				this.threads.accept(Thread.currentThread());
				travel.cancelled = future.isCancelled();
				travel.answered = true;
			});
			return future;
		}

		@Override
		public void close() {
			this.travels.keySet().forEach(ClusterCalls.this.work::remove);
		}

	}

	/**
	 * Where the task of a call is.
	 */
	private static final class Travel {

		private final ProbeCall call;

		private final boolean cancelsLater;

		private volatile @Nullable Future<?> future;

		private volatile boolean arrived;

		private volatile boolean runs;

		private volatile boolean answered;

		private volatile boolean cancelled;

		Travel(ProbeCall call, boolean cancelsLater) {
			this.call = call;
			this.cancelsLater = cancelsLater;
		}

		boolean isOnItsWay(boolean placeTaken) {
			Future<?> future = this.future;
			if (!this.answered && future != null && future.isDone()) {
				return true;
			}
			if (!this.answered) {
				return this.arrived ? !this.runs : !placeTaken;
			}
			// The lab answers at once, and then sends the cancellation.
			return this.cancelled && this.cancelsLater && this.runs && !this.call.cancelRequested().isDone();
		}

	}

}
