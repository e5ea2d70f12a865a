package dev.asynclab.scenario;

import java.util.function.BiFunction;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.AsyncPoolStarter;
import dev.asynclab.job.Style;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Runs scenarios in the three styles of Spring's, with their lesson classes and on the
 * real clock. The outcome is what the style does, which may differ from CPython's.
 */
@Component
class SpringScenario {

	private final AsyncPoolScenario.Pool pool;

	private final int poolThreads;

	private final Scheduler workers;

	@Autowired
	SpringScenario(AsyncPoolStarter pool, @Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor asyncPoolExecutor,
			Scheduler labWorkers) {
		this(pool::submit, asyncPoolExecutor.getMaxPoolSize(), labWorkers);
	}

	SpringScenario(AsyncPoolScenario.Pool pool, int poolThreads, Scheduler workers) {
		this.pool = pool;
		this.poolThreads = poolThreads;
		this.workers = workers;
	}

	/**
	 * How many tasks can work at once.
	 * @param style how they run
	 * @return the number of threads, or the largest number
	 */
	int threads(Style style) {
		return (style == Style.ASYNC_POOL) ? this.poolThreads : Integer.MAX_VALUE;
	}

	/**
	 * Runs a scenario, and waits for its last task. Interrupting the caller cancels all.
	 * @param scenario a scenario without an {@link UnsupportedPart}
	 * @param style any style but asyncio
	 * @return its outcome
	 * @throws java.util.concurrent.CancellationException if the caller was interrupted
	 */
	ObjectNode run(Scenario scenario, Style style) {
		return new ScenarioOutcome(new RealRun(scenario, runOf(style)).run()).toJson();
	}

	private BiFunction<Scenario, EventLog, StyleRun> runOf(Style style) {
		return switch (style) {
			case ASYNC_POOL -> (scenario, log) -> new AsyncPoolScenario(scenario, log, this.pool);
			case WEBCLIENT -> (scenario, log) -> new WebClientScenario(scenario, log, this.workers);
			case VIRTUAL_THREAD -> VirtualThreadScenario::new;
			case ASYNCIO -> throw new IllegalArgumentException("asyncio is no style of Spring's");
		};
	}

}
