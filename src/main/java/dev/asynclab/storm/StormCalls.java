package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.job.AsyncPoolStarter;
import dev.asynclab.job.Job;
import dev.asynclab.job.JobHandle;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The service that is stormed: it lets the calls of the experiment under way in. As with
 * Tomcat by itself, nothing tells it that a client has hung up.
 */
@Component
class StormCalls {

	private final AsyncPoolStarter starter;

	private volatile @Nullable Session open;

	StormCalls(AsyncPoolStarter starter) {
		this.starter = starter;
	}

	/**
	 * Lets calls in.
	 * @param experiment the name that they have to know
	 * @param place where they are worked on
	 * @param delay how long the dependency takes
	 * @param counts counts the work
	 * @return the session; closing it ends what is left
	 */
	Session open(String experiment, Workplace place, Duration delay, Counts counts) {
		Session session = new Session(experiment, place, delay, counts);
		this.open = session;
		return session;
	}

	/**
	 * Starts a call.
	 * @param experiment its experiment
	 * @param attempt the number of the attempt
	 * @param left how long its client will wait; null if it does not say so
	 * @return completes when its work is done
	 * @throws ProblemException if that experiment is not under way
	 * @throws RejectedExecutionException if the service refuses the call
	 */
	CompletableFuture<String> start(String experiment, long attempt, @Nullable Duration left) {
		Session session = this.open;
		if (session == null || !session.experiment.equals(experiment)) {
			throw new ProblemException(HttpStatus.NOT_FOUND,
					Sentence.of("not-found.experiment", "This experiment is not under way."));
		}
		return session.start(attempt, left);
	}

	int underWay() {
		Session session = this.open;
		return (session != null) ? session.underWay.size() : 0;
	}

	/**
	 * A time in which calls are let in.
	 */
	final class Session implements AutoCloseable {

		private final String experiment;

		private final Counts counts;

		private final Map<Long, CompletableFuture<String>> underWay = new ConcurrentHashMap<>();

		private volatile Duration delay;

		private final Admission.Plain uncured;

		private volatile Admission admission;

		/** Counts the work that has begun and not ended. */
		private final AtomicInteger working = new AtomicInteger();

		private volatile boolean closed;

		private Session(String experiment, Workplace place, Duration delay, Counts counts) {
			this.experiment = experiment;
			this.delay = delay;
			this.counts = counts;
			this.uncured = new Admission.Plain(place);
			this.admission = this.uncured;
		}

		/**
		 * Makes the dependency faster or slower, for work that begins from now on.
		 * @param delay how long it takes
		 */
		void delay(Duration delay) {
			this.delay = delay;
		}

		/**
		 * Admits calls with a cure from now on, and does to those that are there what it
		 * can.
		 * @param cured the way with the cure
		 */
		void cure(Admission cured) {
			cured.switchOn(this.uncured);
			this.admission = cured;
		}

		/**
		 * Admits calls in another way for a while.
		 * @param tried the way
		 * @param meanwhile what happens in that while
		 */
		void tryOut(Admission tried, Runnable meanwhile) {
			this.admission = tried;
			meanwhile.run();
			this.admission = this.uncured;
		}

		/**
		 * Counts the work that runs, whether or not its client still waits.
		 * @return its number
		 */
		int working() {
			return this.working.get();
		}

		private CompletableFuture<String> start(long attempt, @Nullable Duration left) {
			this.counts.arrived(attempt);
			CompletableFuture<String> answer = this.admission.start(() -> work(attempt), left);
			this.underWay.put(attempt, answer);
			answer.whenComplete((_, _) -> this.underWay.remove(attempt));
			if (this.closed) {
				answer.completeExceptionally(ended());
			}
			return answer;
		}

		// How long the dependency takes is known when it is asked, not before.
		private String work(long attempt) throws Exception {
			if (this.closed) {
				throw ended();
			}
			JobHandle handle = new JobHandle(new Job("call", this.delay, Job.Outcome.OK),
					new Recorder(System::nanoTime));
			long begin = System.nanoTime();
			boolean succeeded = false;
			this.working.incrementAndGet();
			try {
				String value = StormCalls.this.starter.callable(handle).call();
				succeeded = true;
				return value;
			}
			finally {
				this.counts.served(attempt, System.nanoTime() - begin, succeeded);
				this.working.decrementAndGet();
			}
		}

		private static CancellationException ended() {
			return new CancellationException("The experiment has ended");
		}

		/**
		 * Ends the calls. The work that runs ends when the workplace is closed.
		 */
		@Override
		public void close() {
			this.closed = true;
			this.underWay.forEach((_, answer) -> answer.completeExceptionally(ended()));
			if (this.equals(StormCalls.this.open)) {
				StormCalls.this.open = null;
			}
		}

	}

}
