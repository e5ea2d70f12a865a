package dev.asynclab.scale;

import java.util.List;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.notation.Choice;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The engines: one for each style, and a timer without tasks to compare with.
 */
@Component
class Engines extends Choice<Engine> {

	Engines(@Qualifier(AsyncPool.NAME) ThreadPoolTaskExecutor pool) {
		super((engine) -> engine.profile().style(), List.of(SleepingThreads.onPool(pool.getCorePoolSize()),
				new ReactorDelay(), SleepingThreads.onVirtualThreads(), new AsyncioSleeps(), new WheelTimer()));
	}

}
