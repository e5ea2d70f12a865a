package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

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

	@Override
	default void close() {
	}

	/**
	 * Creates the admission with a cure.
	 * @param plan the experiment
	 * @param place where the work is done
	 * @param expected how long work takes when all is well
	 * @return the admission, as without a cure if the cure is the clients'
	 */
	static Admission with(StormPlan plan, Workplace place, Duration expected) {
		return switch (plan.cure()) {
			case STOP_WORK -> {
				StopWork stopWork = new StopWork(place.executor(), plan.timeout());
				yield (work, _) -> stopWork.call(place.inTurn(work));
			}
			case LIMIT -> (plan.on().shape() == Shape.BLOCKING) ? new Blocking(place, plan.limit())
					: new Futures(place, plan.limit());
			case DEADLINE -> {
				Deadline deadline = new Deadline(expected);
				Plain plain = new Plain(place);
				yield (work, left) -> plain.start((left != null) ? deadline.guard(left, work) : work, left);
			}
			case BACKOFF, BUDGET, BREAKER -> new Plain(place);
			case null -> new Plain(place);
		};
	}

	/**
	 * Without a cure.
	 *
	 * @param place where the work is done
	 */
	record Plain(Workplace place) implements Admission {

		@Override
		public CompletableFuture<String> start(Callable<String> work, @Nullable Duration left) {
			return submit(this.place.inTurn(work));
		}

		private CompletableFuture<String> submit(Callable<String> work) {
			CompletableFuture<String> answer = new CompletableFuture<>();
			this.place.executor().execute(() -> {
				try {
					answer.complete(work.call());
				}
				catch (Exception ex) {
					answer.completeExceptionally(ex);
				}
			});
			return answer;
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
