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
 * {@code wait} over tasks on virtual threads, as an {@link CompletionService} hands them
 * out when they end. {@code invokeAll} with a time-out would cancel those that are late.
 * <p>
 * A failure is not raised but found in its task, and may end the wait. On cancellation,
 * an interrupt, no task is cancelled, nor is one when time is up: all run on.
 * <p>
 * The gap: a plain {@code Future} tells nobody of its end, so that all tasks have to be
 * submitted to one completion service of their own, and can be waited for once.
 *
 * <pre>{@code
 * done, pending = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
 * }</pre>
 */
public class VirtualThreadWait {

	/**
	 * Waits until enough tasks are done, or time is up.
	 * @param <T> the type of the values
	 * @param tasks the tasks
	 * @param completions what they were submitted to, and nothing else
	 * @param returnWhen how many are enough
	 * @param timeout how long at most; zero polls
	 * @return under {@code true} the tasks that are done, in argument order, and under
	 * {@code false} those that are pending
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
