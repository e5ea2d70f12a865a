package dev.asynclab.pitfall.nestedpool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Asks for an offer on a pool of one thread, and waits for a limited time. A pool of n
 * threads has the same problem with n offers at once.
 */
@Component
@Order(7)
class NestedPool implements Pitfall<NestedPool.Observed> {

	private static final int THREADS = 1;

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("nested-pool", "A nested @Async call waits on its own pool",
				"The outer tasks hold all threads and wait for inner tasks in the queue: a deadlock without a lock.",
				"It is the same with run_in_executor when a function waits for another function of the same executor.",
				Severity.OUTAGE, "Compose the futures instead of waiting, or give the inner tasks their own pool.",
				List.of(Source.issue("spring-projects/spring-framework", 16045)),
				"deadlock without a lock; thread pool hangs; tasks wait for each other; stuck; future.get() inside @Async never returns; freeze",
				"In a thread dump, all threads of one pool wait in CompletableFuture.get, and executor.queued is above zero.");
	}

	@Override
	public String archRuleName() {
		return "NestedPoolRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.recorded(recorder, List.of("offer", "price"), THREADS,
				BrokenNestedPool.class, BrokenNestedPool.Prices.class)) {
			return observe(spring, spring.get(BrokenNestedPool.class).offer(), IN_VAIN, recorder);
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.recorded(recorder, List.of("price"), THREADS, FixedNestedPool.class,
				FixedNestedPool.Prices.class)) {
			return observe(spring, spring.get(FixedNestedPool.class).offer(), Stage.LONGEST, recorder);
		}
	}

	private static Observed observe(SpringStage spring, CompletableFuture<String> offer, Duration patience,
			Recorder recorder) throws Exception {
		ThreadPoolTaskExecutor pool = spring.get(ThreadPoolTaskExecutor.class);
		try {
			String value = offer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			recorder.returned(value);
			return new Observed(THREADS, value, false, pool.getQueueSize());
		}
		catch (TimeoutException ex) {
			recorder.raised(ex);
			return new Observed(THREADS, null, true, pool.getQueueSize());
		}
	}

	record Observed(int threads, @Nullable String offer, boolean gaveUp, int stuckInQueue) {

	}

}
