package dev.asynclab.lesson.queue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Queue;
import dev.asynclab.asyncio.QueueShutDown;
import dev.asynclab.asyncio.Task;

/**
 * {@code Queue} itself, with a task group for the producers and consumers. They share
 * data without a lock, since only one task runs at a time.
 * <p>
 * The first failure, of a producer or a consumer, cancels all others. When they have
 * ended, it is thrown in an ExceptionGroup. A cancellation cancels all of them too. Items
 * that are in the queue then are dropped.
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     for _ in range(consumers): group.create_task(consume(queue))
 *     await asyncio.wait([group.create_task(produce(queue)) for _ in range(producers)])
 *     queue.shutdown()
 * }</pre>
 */
public class AsyncioQueue {

	/**
	 * Produces items and works on them. The queue has a place for each consumer.
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @param sources the coroutines that produce the items
	 * @param producers how many items are produced at a time, at least 1
	 * @param work returns the coroutine that works on an item
	 * @param consumers how many items are worked on at a time, at least 1
	 * @return the results, in the order in which they came
	 */
	public <T, R> List<R> run(List<Coroutine<T>> sources, int producers, Function<T, Coroutine<R>> work,
			int consumers) {
		Queue<T> queue = new Queue<>(consumers);
		Iterator<Coroutine<T>> rest = sources.iterator();
		List<R> results = new ArrayList<>();
		Asyncio.taskGroup((group) -> {
			IntStream.range(0, consumers).forEach((_) -> group.createTask(() -> consume(queue, work, results)));
			List<Task<?>> producing = new ArrayList<>();
			IntStream.range(0, producers).forEach((_) -> producing.add(group.createTask(() -> produce(rest, queue))));
			Asyncio.wait(producing);
			queue.shutdown();
		});
		return results;
	}

	private static <T> void produce(Iterator<Coroutine<T>> rest, Queue<T> queue) {
		while (rest.hasNext()) {
			queue.put(Asyncio.await(rest.next()));
		}
	}

	private static <T, R> void consume(Queue<T> queue, Function<T, Coroutine<R>> work, List<R> results) {
		try {
			while (true) {
				results.add(Asyncio.await(work.apply(queue.get())));
			}
		}
		catch (QueueShutDown ex) {
			// Every item has been taken.
		}
	}

}
