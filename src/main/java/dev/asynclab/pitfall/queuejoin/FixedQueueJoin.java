package dev.asynclab.pitfall.queuejoin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.asynclab.asyncio.Queue;
import dev.asynclab.asyncio.Task;

import static dev.asynclab.asyncio.Asyncio.createTask;

/**
 * Calls taskDone also for an item whose work failed, keeps its error, and goes on with
 * the next. Cancelling the consumer ends it when the queue is done, or when the caller is
 * cancelled.
 */
class FixedQueueJoin {

	List<String> process(List<String> orders, Consumer<String> work) {
		Queue<String> queue = new Queue<>();
		orders.forEach(queue::putNowait);
		List<String> errors = new ArrayList<>();
		Task<?> consumer = createTask("consumer", () -> consume(queue, work, errors));
		try {
			queue.join();
			return errors;
		}
		finally {
			consumer.cancel();
		}
	}

	private static void consume(Queue<String> queue, Consumer<String> work, List<String> errors) {
		while (true) {
			String order = queue.get();
			try {
				work.accept(order);
			}
			catch (RuntimeException ex) {
				errors.add(order + ": " + ex.getMessage());
			}
			finally {
				queue.taskDone();
			}
		}
	}

}
