package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import dev.asynclab.job.Shape;
import dev.asynclab.storm.cure.Deadline;
import dev.asynclab.storm.cure.LimitBlocking;
import dev.asynclab.storm.cure.LimitFutures;
import dev.asynclab.storm.cure.StopWork;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * How the service admits calls: with a cure or without one.
 */
interface Admission extends AutoCloseable {

	/**
	 * Starts the work of a call.
	 * @param work the work
	 * @param left how long its client will wait; null if it does not say so
	 * @return completes when the work is done
	 * @throws java.util.concurrent.RejectedExecutionException if the call is refused now;
	 * the future may fail with it later
	 */
	CompletableFuture<String> start(Callable<String> work, @Nullable Duration left);

	/**
	 * Happens before this way takes the place of another: does to the calls that are
	 * there what can be done to them.
	 * @param before how they were admitted
	 */
	default void switchOn(Plain before) {
	}

	@Override
	default void close() {
	}

	/**
	 * Creates the admission with a cure.
	 * @param plan the experiment
	 * @param place where the work is done
	 * @param expected returns how long work takes when all is well; asked when the cure
	 * is switched on
	 * @param stopped receives how long after its time-out work that ran has ended, in
	 * nanoseconds
	 * @return the admission, as without a cure if the cure is the clients'
	 */
	static Admission with(StormPlan plan, Workplace place, Supplier<Duration> expected, LongConsumer stopped) {
		return switch (plan.cure()) {
			case STOP_WORK -> new Stopping(place, plan.timeout(), stopped);
			case LIMIT -> (plan.on().shape() == Shape.BLOCKING) ? new Blocking(place, plan.limit())
					: new Futures(place, plan.limit());
			case DEADLINE -> new Deadlines(place, expected);
			case BACKOFF, BUDGET, BREAKER -> new Plain(place);
			case null -> new Plain(place);
		};
	}

	/**
	 * Without a cure.
	 */
	final class Plain implements Admission {

		private final Workplace place;

		private final Set<Submitted> underWay = ConcurrentHashMap.newKeySet();

		private volatile Consumer<Submitted> taker = (_) -> {
		};

		Plain(Workplace place) {
			this.place = place;
		}

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			return submit(this.place.inTurn(work));
		}

		private CompletableFuture<String> submit(Callable<String> work) {
			CompletableFuture<String> answer = new CompletableFuture<>();
			long now = System.nanoTime();
			Future<?> task = this.place.executor().submit(() -> {
				try {
					answer.complete(work.call());
				}
				catch (Exception ex) {
					answer.completeExceptionally(ex);
				}
			});
			Submitted submitted = new Submitted(answer, task, now);
			this.underWay.add(submitted);
			answer.whenComplete((_, _) -> this.underWay.remove(submitted));
			// If it came too late to be handed over with the others.
			this.taker.accept(submitted);
			return answer;
		}

		/**
		 * Hands over the work that is there, and what still comes in this way.
		 * @param taker receives it, some of it perhaps twice
		 */
		private void handOver(Consumer<Submitted> taker) {
			this.taker = taker;
			this.underWay.forEach(taker);
		}

		/**
		 * Work that was submitted.
		 *
		 * @param answer completes when it ends
		 * @param task the work
		 * @param nanos when it was submitted, as {@link System#nanoTime()} has it
		 */
		private record Submitted(CompletableFuture<String> answer, Future<?> task, long nanos) {
		}

	}

	/**
	 * With a time-out that stops the work, also that of the calls which are there when it
	 * is switched on: it needs nothing from their clients.
	 */
	final class Stopping implements Admission {

		private final Workplace place;

		private final long timeoutNanos;

		private final StopWork stopWork;

		private final LongConsumer stopped;

		Stopping(Workplace place, Duration timeout, LongConsumer stopped) {
			this.place = place;
			this.timeoutNanos = timeout.toNanos();
			this.stopWork = new StopWork(place.executor(), timeout);
			this.stopped = stopped;
		}

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			long due = System.nanoTime() + this.timeoutNanos;
			return this.stopWork.call(this.place.inTurn(() -> {
				try {
					return work.call();
				}
				catch (Exception ex) {
					long late = System.nanoTime() - due;
					if (late >= 0) {
						this.stopped.accept(late);
					}
					throw ex;
				}
			}));
		}

		@Override
		public void switchOn(Plain before) {
			before.handOver((it) -> this.stopWork.stopWith(it.answer(), it.task(),
					Duration.ofNanos(System.nanoTime() - it.nanos())));
		}

	}

	/**
	 * With a look at the deadline when the turn of a call comes.
	 */
	final class Deadlines implements Admission {

		private final Plain plain;

		private final Supplier<Duration> expected;

		private volatile @Nullable Deadline deadline;

		private Deadlines(Workplace place, Supplier<Duration> expected) {
			this.plain = new Plain(place);
			this.expected = expected;
		}

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			Deadline deadline = this.deadline;
			return this.plain.start((left != null && deadline != null) ? deadline.guard(left, work) : work, left);
		}

		@Override
		public void switchOn(Plain before) {
			this.deadline = new Deadline(this.expected.get());
		}

	}

	/**
	 * With a limit around calls that return futures.
	 */
	final class Futures implements Admission {

		private final Plain plain;

		private final LimitFutures limit;

		private Futures(Workplace place, int most) {
			this.plain = new Plain(place);
			this.limit = new LimitFutures(most);
		}

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			return this.limit.call(() -> this.plain.start(work, left));
		}

	}

	/**
	 * With a limit around calls that block, in an application context of its own, where
	 * Spring Framework limits it.
	 */
	final class Blocking implements Admission {

		private final Plain plain;

		private final Workplace place;

		private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

		private final LimitBlocking limit;

		private Blocking(Workplace place, int most) {
			this.place = place;
			this.plain = new Plain(place);
			// Not that of the web server's thread: a proxy would not see its class there.
			this.context.setClassLoader(Admission.class.getClassLoader());
			this.context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("storm", Map.of("calls.at-once", most)));
			this.context.register(Limited.class);
			this.context.refresh();
			this.limit = this.context.getBean(LimitBlocking.class);
		}

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			return this.plain.submit(() -> this.limit.call(this.place.inTurn(work)));
		}

		@Override
		public void close() {
			this.context.close();
		}

		/**
		 * The context of the limit.
		 */
		@Configuration(proxyBeanMethods = false)
		@EnableResilientMethods
		static class Limited {

			@Bean
			LimitBlocking limit() {
				return new LimitBlocking();
			}

		}

	}

}
