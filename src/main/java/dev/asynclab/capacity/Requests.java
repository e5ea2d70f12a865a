package dev.asynclab.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.asynclab.admission.Gate;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.load.simulation.Demand;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The requests of the experiment under way. Requests whose calls would exceed the bound
 * are refused, and nothing of them starts.
 */
@Component
class Requests {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/** The longest that a call which blocks an event loop goes on. */
	private static final Duration LAST_STEPS = Duration.ofSeconds(15);

	private final Gate calls;

	private final Sentence refusal;

	private volatile @Nullable Session open;

	Requests(CapacityLimits limits) {
		this.refusal = Sentence.of("busy.capacity", "{0} calls are under way, running and waiting: no more may be.",
				limits.capacityInFlight());
		this.calls = new Gate(limits.capacityInFlight(), this.refusal, RETRY_AFTER);
	}

	/**
	 * Lets requests in.
	 * @param experiment the name that they have to know
	 * @param place where their calls run
	 * @param demands what their calls need
	 * @return the session; closing it cancels the requests that are left, and waits for
	 * them
	 */
	Session open(String experiment, Workplace place, Demands demands) {
		Session session = new Session(experiment, place, demands);
		this.open = session;
		return session;
	}

	/**
	 * Starts a request.
	 * @param experiment its experiment
	 * @param number its number, which decides what its calls need
	 * @return completes when all of its calls have ended
	 * @throws ProblemException if that experiment is not under way
	 * @throws dev.asynclab.problem.TooBusyException if too many calls are under way
	 */
	CompletableFuture<@Nullable Void> start(String experiment, long number) {
		Session session = this.open;
		if (session == null || !session.experiment.equals(experiment)) {
			throw new ProblemException(HttpStatus.NOT_FOUND,
					Sentence.of("not-found.experiment", "This experiment is not under way."));
		}
		List<Demand> demands = session.demands.of(number);
		return session.start(demands, this.calls.take(demands.size(), this.refusal));
	}

	int callsUnderWay() {
		return this.calls.taken();
	}

	/**
	 * A time in which requests are let in.
	 */
	final class Session implements AutoCloseable {

		private final String experiment;

		private final Workplace place;

		private final Demands demands;

		private final Set<Request> underWay = ConcurrentHashMap.newKeySet();

		private volatile boolean closed;

		private Session(String experiment, Workplace place, Demands demands) {
			this.experiment = experiment;
			this.place = place;
			this.demands = demands;
		}

		private CompletableFuture<@Nullable Void> start(List<Demand> demands, Gate.Permit permit) {
			Request request = new Request(demands);
			this.underWay.add(request);
			request.end.whenComplete((_, _) -> {
				this.underWay.remove(request);
				permit.close();
			});
			if (this.closed) {
				request.cancel();
			}
			else {
				request.start(this.place);
			}
			return request.end;
		}

		/**
		 * Does one call alone, without a request.
		 * @param delay how long it takes
		 * @return completes when the call has ended
		 */
		CompletableFuture<?> alone(Duration delay) {
			return start(List.of(new Demand(delay.toNanos(), 0, false)), () -> {
			});
		}

		@Override
		public void close() {
			this.closed = true;
			if (this.equals(Requests.this.open)) {
				Requests.this.open = null;
			}
			List<CompletableFuture<?>> settled = new ArrayList<>();
			for (Request request : this.underWay) {
				settled.add(request.settled());
				request.cancel();
			}
			CompletableFuture.allOf(settled.toArray(CompletableFuture<?>[]::new))
				.completeOnTimeout(null, LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS)
				.join();
		}

	}

	private static final class Request {

		private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

		private final List<JobHandle> calls = new ArrayList<>();

		private Request(List<Demand> demands) {
			Recorder recorder = new Recorder(System::nanoTime);
			for (Demand demand : demands) {
				this.calls.add(new JobHandle(job("call" + this.calls.size(), demand), recorder));
			}
		}

		private static Job job(String name, Demand demand) {
			if (demand.blockNanos() > 0) {
				return new Job(name, Duration.ofNanos(demand.blockNanos()), Job.Outcome.BLOCK);
			}
			return new Job(name, Duration.ofNanos(demand.ioNanos()),
					demand.fails() ? Job.Outcome.FAIL : Job.Outcome.OK);
		}

		private void start(Workplace place) {
			try {
				place.start(this.calls).whenComplete((_, error) -> {
					if (error != null) {
						this.end.completeExceptionally(error);
					}
					else {
						this.end.complete(null);
					}
				});
			}
			catch (RuntimeException ex) {
				cancel();
				this.end.completeExceptionally(ex);
			}
		}

		// A call that never starts leaves its future as it is, so the request ends here.
		private void cancel() {
			this.calls.forEach(JobHandle::cancel);
			this.end.completeExceptionally(new CancellationException("The experiment has ended"));
		}

		private CompletableFuture<?> settled() {
			return CompletableFuture.allOf(this.calls.stream()
				.map((call) -> call.settled().toCompletableFuture())
				.toArray(CompletableFuture<?>[]::new));
		}

	}

}
