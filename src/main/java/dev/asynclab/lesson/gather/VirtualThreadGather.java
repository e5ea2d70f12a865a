package dev.asynclab.lesson.gather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code gather} over blocking calls, each on a virtual thread. {@code invokeAll} would
 * wait for all calls before it reports a failure, and so would closing an executor.
 * <p>
 * The first failure is raised at once and the other calls run on. On cancellation (an
 * interrupt) every call that has not ended is interrupted.
 * <p>
 * The gap: a cancelled gather does not wait until its calls have cleaned up (facts 29 and
 * 30). Other code does not have the futures of the calls, so it can't cancel one alone. A
 * call that throws a CancellationException counts like any error (27). When gather has
 * thrown, an interrupt no longer reaches the calls that run on (31).
 *
 * <pre>{@code
 * results = await asyncio.gather(fetch("A"), fetch("B"))
 * }</pre>
 */
public class VirtualThreadGather {

	private final ExecutorService executor;

	/**
	 * Creates the lesson.
	 * @param executor such as {@code Executors.newVirtualThreadPerTaskExecutor()}
	 */
	public VirtualThreadGather(ExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Makes all calls, at most {@code limit} at a time.
	 * @param <T> the type of the values
	 * @param calls blocking calls; one that is given twice is made once, and its value is
	 * returned twice
	 * @param limit how many run at a time at most, at least 1
	 * @return the values in argument order
	 * @throws ExecutionException the first error that occurs
	 * @throws InterruptedException if interrupted while awaiting the calls
	 */
	public <T> List<T> gather(List<Callable<T>> calls, int limit) throws ExecutionException, InterruptedException {
		CompletionService<T> completions = new ExecutorCompletionService<>(this.executor);
		AtomicBoolean cancelled = new AtomicBoolean();
		Map<Callable<T>, Future<T>> tasks = start(calls, limit, completions, cancelled);
		try {
			for (int i = 0; i < tasks.size(); i++) {
				completions.take().get();
			}
		}
		catch (InterruptedException ex) {
			cancelled.set(true);
			tasks.values().forEach((task) -> task.cancel(true));
			throw ex;
		}
		return calls.stream().map(tasks::get).map(Future::resultNow).toList();
	}

	/**
	 * Makes all calls, and returns exceptions instead of raising them:
	 * {@code return_exceptions=True}.
	 * @param <T> the type of the values
	 * @param calls blocking calls
	 * @param limit how many run at a time at most, at least 1
	 * @return the values and exceptions in argument order
	 * @throws ExecutionException if a call throws an Error, which is not returned
	 * @throws InterruptedException if interrupted while awaiting the calls
	 */
	public <T> List<Object> gatherReturningExceptions(List<Callable<T>> calls, int limit)
			throws ExecutionException, InterruptedException {
		Map<Callable<T>, Callable<Object>> guarded = new LinkedHashMap<>();
		calls.forEach((call) -> guarded.computeIfAbsent(call, (_) -> () -> {
			try {
				return call.call();
			}
			catch (Exception ex) {
				return ex;
			}
		}));
		return gather(calls.stream().map(guarded::get).toList(), limit);
	}

	private static <T> Map<Callable<T>, Future<T>> start(List<Callable<T>> calls, int limit,
			CompletionService<T> completions, AtomicBoolean cancelled) {
		Semaphore semaphore = new Semaphore(limit, true);
		Map<Callable<T>, Future<T>> tasks = new LinkedHashMap<>();
		calls.forEach((call) -> tasks.computeIfAbsent(call, (_) -> completions.submit(() -> {
			semaphore.acquire();
			try {
				if (cancelled.get()) {
					throw new CancellationException("cancelled while it waited for its turn");
				}
				return call.call();
			}
			finally {
				semaphore.release();
			}
		})));
		return tasks;
	}

}
