package dev.asynclab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.LongFunction;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.durableexecutor.DurableExecutorService;
import com.hazelcast.durableexecutor.DurableExecutorServiceFuture;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import dev.asynclab.cluster.Placement.Spot;
import dev.asynclab.job.Job;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The durable tasks of the cluster. Every lab of the cluster sees all of them, and notes
 * how they end. A task may begin more than once: when its worker dies, and also when a
 * member joins or leaves and the task's partition moves.
 */
@Component
@Profile("!worker")
public class DurableTasks {

	/** What is said of a cancel, in the answer and in the documentation. */
	public static final Sentence NO_CANCEL = Sentence.of("durable.no-cancel",
			"A durable task can't be cancelled: the durable executor's cancel says true, and the work runs on.");

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final String LOST = "ResultLost";

	private final Cluster cluster;

	private final ClusterProperties properties;

	private final Executor executor;

	private final Map<Long, CompletableFuture<DurableTask>> watched = new ConcurrentHashMap<>();

	private final Map<Long, Spot> spots = new ConcurrentHashMap<>();

	private final Map<Long, Boolean> retrieved = new ConcurrentHashMap<>();

	DurableTasks(Cluster cluster, ClusterProperties properties, ExecutorService virtualThreads) {
		this.cluster = cluster;
		this.properties = properties;
		this.executor = virtualThreads;
		cluster.onStart(this::watch);
		cluster.onLost(this::lost);
	}

	/**
	 * Creates a task.
	 * @param name returns its name, by its number
	 * @param delay how long its work takes
	 * @param outcome how its work ends
	 * @return completes when the cluster has the task and its copies; fails with a
	 * {@link dev.asynclab.problem.ProblemException} if there is no worker or no room
	 */
	public CompletableFuture<DurableTask> create(LongFunction<String> name, Duration delay, Job.Outcome outcome) {
		return this.cluster.ready()
			.thenApplyAsync((_) -> create(this.cluster.started().join(), name, delay, outcome), this.executor);
	}

	private DurableTask create(Cluster.Started started, LongFunction<String> name, Duration delay,
			Job.Outcome outcome) {
		IMap<Long, DurableTask> tasks = map(started.hazelcast());
		makeRoom(started.hazelcast(), tasks);
		Spot spot = started.placement().take();
		DurableTask task = null;
		try {
			task = reserve(started.hazelcast(), tasks, name, delay, outcome);
			this.spots.put(task.id(), spot);
			DurableExecutorServiceFuture<Outcome> result = executor(started.hazelcast())
				.submitToKeyOwner(new Messages.DoDurableJob(task.id(), task.job()), spot.key());
			DurableTask handedOver = tasks.executeOnKey(task.id(), new DurableChange.HandedOver(result.getTaskId()));
			return (handedOver != null) ? handedOver : task;
		}
		catch (RuntimeException ex) {
			started.placement().giveBack(spot.worker());
			if (task != null) {
				this.spots.remove(task.id());
				tasks.remove(task.id());
			}
			throw ex;
		}
	}

	// The number is of the time, so that tasks are listed in the order of their creation,
	// and small enough for a double, as which browsers read it.
	private static DurableTask reserve(HazelcastInstance hazelcast, IMap<Long, DurableTask> tasks,
			LongFunction<String> name, Duration delay, Job.Outcome outcome) {
		Instant now = Instant.now();
		String lab = MemberNames.of(hazelcast.getCluster().getLocalMember());
		for (long id = now.toEpochMilli() * 1000;; id++) {
			DurableTask task = new DurableTask(id, new Job(name.apply(id), delay, outcome), lab, now, null, List.of(),
					0, null);
			if (tasks.putIfAbsent(id, task) == null) {
				return task;
			}
		}
	}

	private void makeRoom(HazelcastInstance hazelcast, IMap<Long, DurableTask> tasks) {
		if (tasks.size() < this.properties.durableTasks()) {
			return;
		}
		DurableTask oldest = tasks.values()
			.stream()
			.filter((task) -> task.end() != null)
			.min(Comparator.comparingLong(DurableTask::id))
			.orElseThrow(() -> new TooBusyException(Sentence.of("busy.durable-tasks",
					"The cluster keeps {0} durable tasks, and none has ended.", this.properties.durableTasks()),
					RETRY_AFTER));
		tasks.remove(oldest.id());
		this.watched.remove(oldest.id());
		Long resultId = oldest.resultId();
		if (resultId != null) {
			executor(hazelcast).disposeResult(resultId);
		}
	}

	/**
	 * Returns all durable tasks of the cluster.
	 * @return the tasks, in the order of their creation; none before the first use
	 */
	public List<DurableTask> list() {
		Cluster.Started started = this.cluster.current();
		if (started == null) {
			return List.of();
		}
		Collection<DurableTask> tasks = map(started.hazelcast()).values();
		return tasks.stream().sorted(Comparator.comparingLong(DurableTask::id)).toList();
	}

	/**
	 * Finds a task.
	 * @param id its number
	 * @return the task; empty if the cluster does not keep it
	 */
	public Optional<DurableTask> find(long id) {
		Cluster.Started started = this.cluster.current();
		return (started != null) ? Optional.ofNullable(map(started.hazelcast()).get(id)) : Optional.empty();
	}

	/**
	 * Waits for the end of a task.
	 * @param task the task
	 * @return completes when it has ended; cancelling the future has no effect on it
	 */
	public CompletableFuture<DurableTask> ended(DurableTask task) {
		if (task.end() != null) {
			return CompletableFuture.completedFuture(task);
		}
		CompletableFuture<DurableTask> ending = this.watched.computeIfAbsent(task.id(),
				(_) -> new CompletableFuture<>());
		// It may have ended before the lab was told to wait.
		find(task.id()).filter((now) -> now.end() != null).ifPresent(ending::complete);
		return ending.copy();
	}

	/**
	 * Notes that a task was asked to end. It runs on: see {@link #NO_CANCEL}.
	 * @param id its number
	 * @return the task; empty if the cluster does not keep it
	 */
	public Optional<DurableTask> cancelRequested(long id) {
		Cluster.Started started = this.cluster.current();
		return (started != null)
				? Optional.ofNullable(map(started.hazelcast()).executeOnKey(id, new DurableChange.CancelRequested()))
				: Optional.empty();
	}

	// From the start of the lab's member on: any lab may be the one that is asked.
	private void watch(HazelcastInstance hazelcast) {
		IMap<Long, DurableTask> tasks = map(hazelcast);
		tasks.addEntryListener(new Changes(hazelcast), true);
		if (!tasks.isEmpty()) {
			tasks.values().forEach((task) -> changed(hazelcast, task));
		}
	}

	// A lab that dies in the middle of a creation leaves a task that nobody can find
	// again.
	private void lost(String member) {
		Cluster.Started started = this.cluster.current();
		if (started != null) {
			DurableTask.End end = new DurableTask.End(Instant.now(), null, LOST,
					"The lab that created the task died before it had handed it over.");
			list().stream()
				.filter((task) -> task.resultId() == null && task.lab().equals(member))
				.forEach((task) -> map(started.hazelcast()).executeOnKey(task.id(), new DurableChange.Ended(end)));
		}
	}

	@SuppressWarnings("unchecked")
	private void changed(HazelcastInstance hazelcast, DurableTask task) {
		if (task.end() != null) {
			Spot spot = this.spots.remove(task.id());
			Cluster.Started started = this.cluster.current();
			if (spot != null && started != null) {
				started.placement().giveBack(spot.worker());
			}
			this.retrieved.remove(task.id());
			CompletableFuture<DurableTask> ending = this.watched.remove(task.id());
			if (ending != null) {
				this.executor.execute(() -> ending.complete(task));
			}
			return;
		}
		Long resultId = task.resultId();
		if (resultId != null && this.retrieved.putIfAbsent(task.id(), true) == null) {
			CompletionStage<Outcome> result = (CompletionStage<Outcome>) executor(hazelcast)
				.<Outcome>retrieveResult(resultId);
			result.whenCompleteAsync((outcome, error) -> ended(hazelcast, task.id(), outcome, error), this.executor);
		}
	}

	private void ended(HazelcastInstance hazelcast, long id, @Nullable Outcome outcome, @Nullable Throwable error) {
		DurableTask changed = map(hazelcast).executeOnKey(id, new DurableChange.Ended(end(outcome, error)));
		if (changed != null) {
			changed(hazelcast, changed);
		}
	}

	// A result whose copies were all lost comes back empty, without an error.
	private static DurableTask.End end(@Nullable Outcome outcome, @Nullable Throwable error) {
		Instant now = Instant.now();
		if (error != null) {
			Throwable cause = (error instanceof CompletionException && error.getCause() != null) ? error.getCause()
					: error;
			return new DurableTask.End(now, null, LOST, "The cluster has no result of the task: " + cause);
		}
		if (outcome == null) {
			return new DurableTask.End(now, null, LOST,
					"The result came back empty: all copies of it were lost with their members.");
		}
		if (outcome.status() == Outcome.Status.DONE) {
			return new DurableTask.End(now, outcome.text(), null, null);
		}
		RuntimeException failure = outcome.error();
		return new DurableTask.End(now, null, failure.getClass().getSimpleName(), failure.getMessage());
	}

	private static IMap<Long, DurableTask> map(HazelcastInstance hazelcast) {
		return hazelcast.getMap(MemberConfig.DURABLE_TASKS);
	}

	private static DurableExecutorService executor(HazelcastInstance hazelcast) {
		return hazelcast.getDurableExecutorService(MemberConfig.DURABLE_JOBS);
	}

	private final class Changes
			implements EntryAddedListener<Long, DurableTask>, EntryUpdatedListener<Long, DurableTask> {

		private final HazelcastInstance hazelcast;

		Changes(HazelcastInstance hazelcast) {
			this.hazelcast = hazelcast;
		}

		@Override
		public void entryAdded(EntryEvent<Long, DurableTask> event) {
			changed(this.hazelcast, event.getValue());
		}

		@Override
		public void entryUpdated(EntryEvent<Long, DurableTask> event) {
			changed(this.hazelcast, event.getValue());
		}

	}

}
