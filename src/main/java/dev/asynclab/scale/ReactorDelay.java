package dev.asynclab.scale;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * {@link Mono#delay} for each task, on one thread, and {@link Mono#zip} for all.
 */
final class ReactorDelay implements Engine {

	@Override
	public Profile profile() {
		return new Profile(Style.WEBCLIENT.id(), "Reactor's Mono.delay, Mono.zip", 500, 3);
	}

	@Override
	public List<Integer> run(Journal journal, Duration delay) throws InterruptedException {
		Scheduler scheduler = Schedulers.newSingle("scale-reactor", true);
		try {
			List<Mono<Integer>> tasks = IntStream.range(0, journal.tasks())
				.mapToObj((task) -> task(journal, task, delay, scheduler))
				.toList();
			return get(Mono.zip(tasks, ReactorDelay::results).toFuture());
		}
		finally {
			scheduler.dispose();
		}
	}

	private static Mono<Integer> task(Journal journal, int task, Duration delay, Scheduler scheduler) {
		return Mono.defer(() -> {
			journal.started(task);
			return Mono.delay(delay, scheduler).map((_) -> {
				journal.ended(task);
				return task;
			});
		});
	}

	private static List<Integer> get(CompletableFuture<@Nullable List<Integer>> future) throws InterruptedException {
		try {
			return Objects.requireNonNull(future.get());
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			future.cancel(true);
		}
	}

	private static List<Integer> results(Object[] results) {
		return Arrays.asList(Arrays.copyOf(results, results.length, Integer[].class));
	}

}
