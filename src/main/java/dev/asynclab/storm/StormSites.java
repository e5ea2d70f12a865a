package dev.asynclab.storm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

import dev.asynclab.job.Style;
import dev.asynclab.load.OwnPool;
import dev.asynclab.notation.Sentence;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * The styles that can be stormed, each with a bound and a queue of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StormLimits.class)
class StormSites {

	private static final String NAME = StormRun.NAME;

	@Bean
	@Order(1)
	StormSite asyncPoolStorm() {
		return new StormSite(Style.ASYNC_POOL, (plan) -> Sentence.of("storm.bound-pool",
				"a pool of {0} threads, and its queue of {1}", plan.threads(), plan.queue()), Pool::new);
	}

	@Bean
	@Order(2)
	StormSite virtualThreadStorm() {
		return new StormSite(Style.VIRTUAL_THREAD, (plan) -> Sentence.of("storm.bound-semaphore",
				"a semaphore of {0} in front of the dependency, for which {1} calls may wait: virtual threads have no "
						+ "bound of their own",
				plan.threads(), plan.queue()), VirtualThreads::new);
	}

	/**
	 * What an {@code @Async} method does, with a pool of its own.
	 */
	private static final class Pool implements Workplace {

		private final OwnPool pool;

		private Pool(StormPlan plan) {
			this.pool = new OwnPool(NAME, plan.threads(), plan.queue());
		}

		@Override
		public ExecutorService executor() {
			return this.pool.executor();
		}

		@Override
		public Callable<String> inTurn(Callable<String> work) {
			return work;
		}

		@Override
		public int queued() {
			return this.pool.queued();
		}

		@Override
		public void close() {
			this.pool.executor().shutdownNow();
			this.pool.close();
		}

	}

	/**
	 * A virtual thread for each call.
	 */
	private static final class VirtualThreads implements Workplace {

		private final ExecutorService threads = Executors
			.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME + "-virtual-", 1).factory());

		private final Semaphore turn;

		private final int queue;

		private VirtualThreads(StormPlan plan) {
			this.turn = new Semaphore(plan.threads(), true);
			this.queue = plan.queue();
		}

		@Override
		public ExecutorService executor() {
			return this.threads;
		}

		@Override
		public Callable<String> inTurn(Callable<String> work) {
			return () -> {
				if (this.turn.getQueueLength() >= this.queue) {
					throw new RejectedExecutionException("The queue is full");
				}
				this.turn.acquire();
				try {
					return work.call();
				}
				finally {
					this.turn.release();
				}
			};
		}

		@Override
		public int queued() {
			return this.turn.getQueueLength();
		}

		@Override
		public void close() {
			this.threads.shutdownNow();
			this.threads.close();
		}

	}

}
