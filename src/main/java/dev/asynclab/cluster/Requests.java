package dev.asynclab.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import dev.asynclab.cluster.Placement.Spot;
import dev.asynclab.job.JobHandle;
import dev.asynclab.job.RemoteWork;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that a lab has handed over and whose end it has not heard of.
 */
final class Requests {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private static final int REPEATED_KEPT = 100;

	private static final long NEWS_MILLIS = 500;

	private final Node node;

	private final Placement placement;

	private final Executor executor;

	private final IExecutorService workers;

	private final UUID self;

	private final Map<Long, Request> requests = new ConcurrentHashMap<>();

	private final AtomicLong lastId = new AtomicLong();

	private final AtomicLong runAgain = new AtomicLong();

	private final Map<Place, Request> places = new ConcurrentHashMap<>();

	private final Deque<Repeated> repeated = new ArrayDeque<>();

	/**
	 * Creates the requests of a lab.
	 * @param hazelcast the lab's member
	 * @param placement says where jobs go
	 * @param executor runs what follows an answer; its threads may block
	 */
	Requests(HazelcastInstance hazelcast, Placement placement, Executor executor) {
		this.node = Node.of(hazelcast);
		this.placement = placement;
		this.executor = executor;
		this.workers = hazelcast.getExecutorService(MemberConfig.JOBS);
		this.self = hazelcast.getCluster().getLocalMember().getUuid();
	}

	/**
	 * Hands a job over.
	 * @param handle the job; it has ended when nothing of it is left anywhere
	 * @return the future of the job, whose cancel stops the job where it runs; failed
	 * with a {@link ProblemException} if no worker has room
	 */
	CompletableFuture<String> submit(JobHandle handle) {
		Request request = new Request(this.lastId.incrementAndGet(), handle);
		request.submit();
		return handle.cancelWith(request.result);
	}

	// A worker begins with a job. Returns whether it is still wanted.
	boolean begun(long id, UUID worker, int place, int forOthers) {
		this.placement.forOthers(worker, forOthers);
		Request request = this.requests.get(id);
		return request != null && awaitPlace(request, new Place(worker, place)) && request.begun(worker, place);
	}

	// The outcome of the job that was there before may be on its way.
	private boolean awaitPlace(Request request, Place place) {
		Request before = this.places.put(place, request);
		try {
			if (before != null && before != request) {
				before.over.await(NEWS_MILLIS, TimeUnit.MILLISECONDS);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	// Nothing is left of a job that was cancelled.
	void stopped(long id) {
		Request request = this.requests.get(id);
		if (request != null) {
			this.executor.execute(request::stopped);
		}
	}

	// A member is gone. Hazelcast runs its jobs again.
	void lost(UUID worker) {
		this.placement.lost(worker);
		this.places.keySet().removeIf((place) -> place.worker().equals(worker));
		List.copyOf(this.requests.values()).forEach((request) -> request.lost(worker));
	}

	/**
	 * Counts how often jobs have begun, beyond once each.
	 * @return the number since the lab's member was made
	 */
	long runAgain() {
		return this.runAgain.get();
	}

	/**
	 * Returns the last jobs that have begun more than once.
	 * @return the jobs, the last one first
	 */
	List<Repeated> repeated() {
		synchronized (this.repeated) {
			return List.copyOf(this.repeated);
		}
	}

	/**
	 * Counts the jobs whose end has not been heard of.
	 * @return their number
	 */
	int alive() {
		return this.requests.size();
	}

	private void countRepeated(Request request) {
		this.runAgain.incrementAndGet();
		Repeated now = new Repeated(request.name, request.work.attempts());
		synchronized (this.repeated) {
			this.repeated.removeIf((other) -> now.attempts() > 2 && other.equals(now.before()));
			this.repeated.addFirst(now);
			if (this.repeated.size() > REPEATED_KEPT) {
				this.repeated.removeLast();
			}
		}
	}

	private static Throwable cause(Throwable error) {
		Throwable cause = error;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	/**
	 * A job that has begun more than once.
	 *
	 * @param name its name
	 * @param attempts how often it has begun
	 */
	record Repeated(String name, int attempts) {

		private Repeated before() {
			return new Repeated(this.name, this.attempts - 1);
		}

	}

	private record Place(UUID worker, int number) {
	}

	/**
	 * One job.
	 */
	private final class Request {

		private final long id;

		private final String name;

		private final JobHandle handle;

		private final RemoteWork work;

		final CompletableFuture<String> result = new CompletableFuture<>();

		private @Nullable Spot spot;

		private @Nullable UUID worker;

		private @Nullable Future<Outcome> remote;

		private boolean begun;

		private boolean cancelled;

		private boolean ended;

		private final CountDownLatch over = new CountDownLatch(1);

		Request(long id, JobHandle handle) {
			this.id = id;
			this.name = handle.job().name();
			this.handle = handle;
			this.work = handle.remote(Requests.this.executor);
		}

		@SuppressWarnings("unchecked")
		void submit() {
			this.work.submitted(this::cancel);
			Spot spot;
			try {
				spot = Requests.this.placement.take();
			}
			catch (ProblemException ex) {
				refuse(ex);
				return;
			}
			synchronized (this) {
				this.spot = spot;
				this.worker = spot.worker();
			}
			Requests.this.requests.put(this.id, this);
			try {
				Future<Outcome> future = Requests.this.workers
					.submitToKeyOwner(new Messages.DoJob(Requests.this.self, this.id, this.handle.job()), spot.key());
				boolean late;
				synchronized (this) {
					this.remote = future;
					late = this.cancelled;
				}
				// At once, so that it is noted before the next job begins at its place.
				((CompletionStage<Outcome>) future).whenComplete(this::completed);
				if (late) {
					Requests.this.executor.execute(() -> future.cancel(true));
				}
			}
			catch (RuntimeException ex) {
				completed(null, ex);
			}
		}

		private void refuse(ProblemException refusal) {
			this.work.failed(refusal);
			this.result.completeExceptionally(refusal);
		}

		// From the handle, once: its task is to end. It asks the worker, which may take a
		// moment, or not answer at all.
		void cancel() {
			Future<Outcome> future;
			boolean neverBegan;
			synchronized (this) {
				this.cancelled = true;
				future = this.remote;
				neverBegan = !this.begun;
			}
			if (future != null) {
				Requests.this.executor.execute(() -> future.cancel(true));
			}
			if (neverBegan) {
				end(() -> this.result.completeExceptionally(new CancellationException(this.name + " was cancelled")));
			}
		}

		boolean begun(UUID worker, int place) {
			synchronized (this) {
				if (this.cancelled || this.ended) {
					return false;
				}
				if (this.begun) {
					// The news of its death may come later than that of the new attempt.
					this.work.lost();
				}
				if (!this.work.begin(name(worker) + "/" + place, this::cancel)) {
					return false;
				}
				if (this.begun) {
					countRepeated(this);
				}
				this.begun = true;
				moved(worker);
			}
			return true;
		}

		private String name(UUID worker) {
			Member member = Requests.this.node.member(worker);
			return (member != null) ? MemberNames.of(member) : worker.toString();
		}

		// To be called with the lock held.
		private void moved(UUID to) {
			UUID from = this.worker;
			if (from != null) {
				Requests.this.placement.move(from, to);
			}
			this.worker = to;
		}

		void lost(UUID gone) {
			boolean over;
			synchronized (this) {
				Spot spot = this.spot;
				if (!gone.equals(this.worker) || this.ended || spot == null) {
					return;
				}
				if (this.begun) {
					this.work.lost();
				}
				Member next = Requests.this.placement.owner(spot.key());
				if (next != null && !next.getUuid().equals(gone)) {
					moved(next.getUuid());
				}
				over = this.cancelled;
			}
			if (over) {
				stopped();
			}
		}

		void stopped() {
			end(() -> {
				this.work.cancelled();
				answer(() -> this.result
					.completeExceptionally(new CancellationException(this.name + " was cancelled")));
			});
		}

		private void completed(@Nullable Outcome outcome, @Nullable Throwable error) {
			if (error != null) {
				failed(cause(error));
				return;
			}
			if (outcome == null) {
				fail(new WorkerException("The cluster has lost the result of " + this.name));
				return;
			}
			switch (outcome.status()) {
				case DONE -> end(() -> {
					String value = String.valueOf(outcome.text());
					this.work.finished(value, outcome.blockedNanos());
					answer(() -> this.result.complete(value));
				});
				case CANCELLED -> stopped();
				case STATUS, TIMEOUT, UNAVAILABLE, ERROR -> fail(outcome.error());
			}
		}

		private void failed(Throwable error) {
			switch (error) {
				// The worker tells when it has stopped, if it had begun.
				case CancellationException _ -> {
				}
				case RejectedExecutionException _ -> fail(new TooBusyException(
						Sentence.of("busy.workers", "All workers are busy and their queues are full."), RETRY_AFTER));
				default -> fail(new WorkerException("The cluster failed to run " + this.name + ": " + error, error));
			}
		}

		private void fail(RuntimeException error) {
			end(() -> {
				this.work.failed(error);
				answer(() -> this.result.completeExceptionally(error));
			});
		}

		// What follows an answer may block, as no thread of the cluster may.
		private void answer(Runnable answer) {
			Requests.this.executor.execute(answer);
		}

		private void end(Runnable recording) {
			UUID at;
			synchronized (this) {
				if (this.ended) {
					return;
				}
				this.ended = true;
				at = this.worker;
			}
			Requests.this.requests.remove(this.id);
			if (at != null) {
				Requests.this.placement.giveBack(at);
			}
			try {
				recording.run();
			}
			finally {
				this.over.countDown();
			}
		}

	}

}
