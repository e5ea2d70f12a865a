package dev.asynclab.pitfall.queuejoin;

import java.util.List;
import java.util.function.Consumer;

import dev.asynclab.asyncio.Queue;

import static dev.asynclab.asyncio.Asyncio.createTask;

/**
 * Waits until each item is done. If the work on one fails, the consumer ends, no task
 * calls taskDone any more, and join waits forever. The consumer is not awaited, so no
 * task sees its error.
 */
class BrokenQueueJoin {

	List<String> process(List<String> orders, Consumer<String> work) {
		Queue<String> queue = new Queue<>();
		orders.forEach(queue::putNowait);
		createTask("consumer", () -> consume(queue, work));
		queue.join();
		return List.of();
	}

	private static void consume(Queue<String> queue, Consumer<String> work) {
		while (true) {
			work.accept(queue.get());
			queue.taskDone();
		}
	}

}
