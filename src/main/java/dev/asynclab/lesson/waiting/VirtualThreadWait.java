package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.asynclab.asyncio.ReturnWhen;

/**
 * {@code wait} over tasks on virtual threads. A {@link CompletionService} returns them in
 * the order in which they end. {@code invokeAll} with a time-out would cancel those that
 * are late.
 * <p>
 * A failure is not raised: it stays in its task, and may end the wait. Cancellation (an
 * interrupt) cancels no task, and a time-out does not either: all tasks run on.
 * <p>
 * The gap: a plain {@code Future} has no callback for its end. So all tasks must be
 * submitted to one completion service that serves only them, and they can be waited for
 * only once.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class VirtualThreadWait {

	/**
	 * Waits until enough tasks are done, or the time-out passes.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param completions the service that these tasks, and no others, were submitted to
	 * @param returnWhen which tasks are enough
	 * @param timeout how long to wait at most; zero polls
	 * @return the tasks that are done under {@code true}, and those that are pending
	 * under {@code false}, both in argument order
	 * @throws InterruptedException if interrupted while waiting
	 */
	public <T> Map<Boolean, List<Future<T>>> wait(List<Future<T>> tasks, CompletionService<T> completions,
			ReturnWhen returnWhen, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		for (int i = 0; i < tasks.size(); i++) {
			Future<T> ended = completions.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (ended == null || isEnough(returnWhen, ended)) {
				break;
			}
		}
		return tasks.stream().collect(Collectors.partitioningBy(Future::isDone));
	}

	private static boolean isEnough(ReturnWhen returnWhen, Future<?> ended) {
		return switch (returnWhen) {
			case ALL_COMPLETED -> false;
			case FIRST_COMPLETED -> true;
			case FIRST_EXCEPTION ->
				ended.state() == Future.State.FAILED && !(ended.exceptionNow() instanceof CancellationException);
		};
	}

}
