package dev.asynclab.lesson.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.job.Job;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;

/**
 * Runs the queue in each style that has one. The first half of the jobs produces items,
 * and the other half works on them.
 */
class QueueLesson implements Lesson {

	private final WebClientQueue webClient = new WebClientQueue();

	private final VirtualThreadQueue virtualThread = new VirtualThreadQueue(
			Thread.ofVirtual().name("queue-", 1).factory());

	private final AsyncioQueue asyncio = new AsyncioQueue();

	private final int producers;

	private final int consumers;

	QueueLesson(int producers, int consumers) {
		this.producers = producers;
		this.consumers = consumers;
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		return switch (run.plan().style().shape()) {
			case FUTURES -> throw new IllegalArgumentException("A pool has no queue to wait at");
			case MONOS -> webClient(run.monos()).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> virtualThread(run.callables()));
			case COROUTINES -> run.onEventLoop(() -> asyncio(run.coroutines()));
		};
	}

	private Mono<List<String>> webClient(List<Mono<String>> jobs) {
		List<Mono<Integer>> sources = items(jobs).mapToObj((item) -> jobs.get(item).thenReturn(item)).toList();
		return this.webClient.run(sources, this.producers, (item) -> jobs.get(sources.size() + item), this.consumers);
	}

	private List<String> virtualThread(List<Callable<String>> jobs) throws Exception {
		List<Callable<Integer>> sources = items(jobs).<Callable<Integer>>mapToObj((item) -> () -> {
			jobs.get(item).call();
			return item;
		}).toList();
		return this.virtualThread.run(sources, this.producers, (item) -> jobs.get(sources.size() + item),
				this.consumers);
	}

	private List<String> asyncio(List<Coroutine<String>> jobs) {
		List<Coroutine<Integer>> sources = items(jobs).<Coroutine<Integer>>mapToObj((item) -> () -> {
			Asyncio.await(jobs.get(item));
			return item;
		}).toList();
		return this.asyncio.run(sources, this.producers, (item) -> jobs.get(sources.size() + item), this.consumers);
	}

	private static IntStream items(List<?> jobs) {
		return IntStream.range(0, jobs.size() / 2);
	}

	// The slower side makes the other side wait.
	@Override
	public int concurrency(Plan plan) {
		return Math.min(this.producers, this.consumers);
	}

	// At most, without the network.
	Duration time(Plan plan) {
		return plan.jobs().stream().map(Job::delay).reduce(Duration.ZERO, Duration::plus).dividedBy(concurrency(plan));
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"queue = asyncio.Queue(%d); await queue.put(await fetch()); results.append(await work(await queue.get()))"
					.formatted(this.consumers),
				Sentence.of("queue.full",
						"Producers put and consumers get, each at its own pace. When the queue is full, producers wait."),
				(this.consumers > 1) ? "/api/queue?producers=3&consumers=1&style=" + plan.style().id() + "&format=text"
						: "/api/queue?producers=3&consumers=6&style=" + plan.style().id() + "&format=text");
	}

}
