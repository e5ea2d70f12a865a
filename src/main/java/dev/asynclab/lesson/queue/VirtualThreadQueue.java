package dev.asynclab.lesson.queue;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * {@code Queue} as a {@link BlockingQueue} between virtual threads. A BlockingQueue can't
 * be shut down, so an empty item says that no more items will come.
 * <p>
 * The first failure, of a producer or a consumer, interrupts all others, and is thrown
 * when they have ended. An interrupt of the caller interrupts all of them too. Items that
 * are in the queue then are dropped.
 * <p>
 * The gap: a failure is thrown alone, not in a group (fact 33). The thread that waits
 * longest is served first (64) only because the queue is created as fair.
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     for _ in range(consumers): group.create_task(consume(queue))
 *     await asyncio.wait([group.create_task(produce(queue)) for _ in range(producers)])
 *     queue.shutdown()
 * }</pre>
 */
public class VirtualThreadQueue {

	private final ThreadFactory threads;

	/**
	 * Creates the lesson.
	 * @param threads such as {@code Thread.ofVirtual().factory()}
	 */
	public VirtualThreadQueue(ThreadFactory threads) {
		this.threads = threads;
	}

	/**
	 * Produces items and works on them. The queue has a place for each consumer.
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @param sources blocking calls that produce the items
	 * @param producers how many items are produced at a time, at least 1
	 * @param work returns the call that works on an item
	 * @param consumers how many items are worked on at a time, at least 1
	 * @return the results, in the order in which they came
	 * @throws ExecutionException the first error that occurs
	 * @throws InterruptedException if interrupted while producing and consuming
	 */
	public <T, R> List<R> run(List<Callable<T>> sources, int producers, Function<T, Callable<R>> work, int consumers)
			throws ExecutionException, InterruptedException {
		BlockingQueue<Optional<T>> queue = new ArrayBlockingQueue<>(consumers, true);
		Queue<Callable<T>> rest = new ConcurrentLinkedQueue<>(sources);
		AtomicInteger producing = new AtomicInteger(producers);
		Queue<R> results = new ConcurrentLinkedQueue<>();
		try (ExecutorService executor = Executors.newThreadPerTaskExecutor(this.threads)) {
			CompletionService<Boolean> ends = new ExecutorCompletionService<>(executor);
			try {
				for (int i = 0; i < consumers; i++) {
					ends.submit(() -> consume(queue, work, results));
				}
				for (int i = 0; i < producers; i++) {
					ends.submit(() -> produce(rest, queue, producing));
				}
				for (int i = 0; i < consumers + producers; i++) {
					ends.take().get();
				}
			}
			finally {
				executor.shutdownNow();
			}
		}
		return List.copyOf(results);
	}

	private static <T> boolean produce(Queue<Callable<T>> rest, BlockingQueue<Optional<T>> queue,
			AtomicInteger producing) throws Exception {
		for (Callable<T> source = rest.poll(); source != null; source = rest.poll()) {
			queue.put(Optional.of(source.call()));
		}
		if (producing.decrementAndGet() == 0) {
			queue.put(Optional.empty());
		}
		return true;
	}

	private static <T, R> boolean consume(BlockingQueue<Optional<T>> queue, Function<T, Callable<R>> work,
			Queue<R> results) throws Exception {
		for (Optional<T> item = queue.take(); item.isPresent(); item = queue.take()) {
			results.add(work.apply(item.get()).call());
		}
		// For the next consumer.
		queue.put(Optional.empty());
		return true;
	}

}
