package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * What a program imports from {@code asyncio}. Every method that waits does so as
 * {@code await} does in Python: other tasks run meanwhile, and if the waiting task is
 * cancelled the method throws {@link CancelledError}. A duration that is null sets no
 * limit. All methods but {@code run} and {@code runCoroutineThreadsafe} need a running
 * loop, and those that wait must be called in a task; otherwise they throw
 * {@link IllegalStateException}.
 *
 * @see <a href="https://docs.python.org/3.13/library/asyncio-task.html">Coroutines and
 * Tasks</a>
 */
public final class Asyncio {

	private Asyncio() {
	}

	/**
	 * Runs main on a new loop. When it ends, well or badly, every task that is left is
	 * cancelled and awaited, then the threads of {@link #toThread}. Interrupting the
	 * calling thread cancels main.
	 * @param <T> what main returns
	 * @param main the body of the first task
	 * @return what main returns; what it throws is thrown
	 * @throws CancelledError if main was cancelled
	 * @throws IllegalStateException if a loop runs the caller already
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.run">asyncio.run</a>
	 */
	public static <T extends @Nullable Object> T run(Coroutine<? extends T> main) {
		return run(new EventLoop(), main);
	}

	/**
	 * As {@link #run(Coroutine)} for a main that returns nothing.
	 * @param main the body of the first task
	 */
	public static void run(VoidCoroutine main) {
		run(main.returningNull());
	}

	/**
	 * Runs main on a loop that the caller made, perhaps with a {@link VirtualClock}, and
	 * closes it: {@code loop_factory}.
	 * @param <T> what main returns
	 * @param loop a loop that does not run
	 * @param main the body of the first task
	 * @return what main returns; what it throws is thrown
	 */
	public static <T extends @Nullable Object> T run(EventLoop loop, Coroutine<? extends T> main) {
		if (EventLoop.here() != null) {
			throw new IllegalStateException("asyncio.run() cannot be called from a running event loop");
		}
		Runner runner = new Runner(() -> loop);
		try {
			return runner.run(main);
		}
		finally {
			runner.close();
		}
	}

	/**
	 * As {@link #run(Coroutine)}, and says whether the new loop is in debug mode.
	 * @param <T> what main returns
	 * @param main the body of the first task
	 * @param debug whether to report slow steps and refuse calls from wrong threads
	 * @return what main returns; what it throws is thrown
	 * @see EventLoop#setDebug
	 */
	public static <T extends @Nullable Object> T run(Coroutine<? extends T> main, boolean debug) {
		EventLoop loop = new EventLoop();
		loop.setDebug(debug);
		return run(loop, main);
	}

	/**
	 * As {@link #run(EventLoop, Coroutine)} for a main that returns nothing.
	 * @param loop a loop that does not run
	 * @param main the body of the first task
	 */
	public static void run(EventLoop loop, VoidCoroutine main) {
		run(loop, main.returningNull());
	}

	/**
	 * Starts a task. It takes its first step in the next iteration, never at once.
	 * @param <T> what it returns
	 * @param body what it runs
	 * @return the task
	 * @throws IllegalStateException if no loop runs the caller: "no running event loop"
	 */
	public static <T extends @Nullable Object> Task<T> createTask(Coroutine<? extends T> body) {
		return EventLoop.running().createTask(null, body);
	}

	/**
	 * Starts a task with a name.
	 * @param <T> what it returns
	 * @param name its name
	 * @param body what it runs
	 * @return the task
	 */
	public static <T extends @Nullable Object> Task<T> createTask(String name, Coroutine<? extends T> body) {
		return EventLoop.running().createTask(name, body);
	}

	/**
	 * Starts a task that returns nothing.
	 * @param body what it runs
	 * @return the task
	 */
	public static Task<@Nullable Void> createTask(VoidCoroutine body) {
		return createTask(body.returningNull());
	}

	/**
	 * Starts a task that returns nothing, with a name.
	 * @param name its name
	 * @param body what it runs
	 * @return the task
	 */
	public static Task<@Nullable Void> createTask(String name, VoidCoroutine body) {
		return createTask(name, body.returningNull());
	}

	/**
	 * Waits for a task or future. Being cancelled meanwhile cancels it.
	 * @param <T> the type of its result
	 * @param future what to wait for; if it is done no other task runs
	 * @return its result; its error is thrown, the same object each time
	 */
	public static <T extends @Nullable Object> T await(Future<T> future) {
		return future.await();
	}

	/**
	 * Waits for what another thread completes. Being cancelled meanwhile cancels the
	 * stage.
	 * @param <T> the type of its result
	 * @param stage what to wait for
	 * @return its result; its error is thrown as it is, without a
	 * {@link java.util.concurrent.CompletionException} around it
	 */
	public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
		return wrapFuture(stage).await();
	}

	/**
	 * Runs a coroutine in the caller's task. It makes no new task, and no other task runs
	 * until the coroutine awaits.
	 * @param <T> what it returns
	 * @param coroutine what to run
	 * @return what it returns; what it throws is thrown
	 */
	public static <T extends @Nullable Object> T await(Coroutine<? extends T> coroutine) {
		try {
			return coroutine.run();
		}
		catch (Exception error) {
			throw Sneaky.raise(error);
		}
	}

	/**
	 * Makes a coroutine that may be awaited once and is reported if it never is, as those
	 * of Python are. A plain lambda is neither.
	 * @param <T> what it returns
	 * @param name what the report calls it
	 * @param body what it runs
	 * @return the coroutine
	 */
	public static <T extends @Nullable Object> Coroutine<T> coroutine(String name, Coroutine<? extends T> body) {
		return new CoroutineObject<>(EventLoop.running(), name, body);
	}

	/**
	 * Gives a future of something awaitable: a coroutine becomes a task, a future is
	 * returned as it is.
	 * @param <T> the type of its result
	 * @param awaitable a future, or a coroutine
	 * @return the future
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-future.html#asyncio.ensure_future">asyncio.ensure_future</a>
	 */
	@SuppressWarnings("unchecked")
	public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
		return (awaitable instanceof Future<T> future) ? future
				: (Future<T>) EnsureFuture.<T>of(EventLoop.running(), awaitable);
	}

	/**
	 * Gives a future of what another thread completes. Cancelling it cancels the stage.
	 * @param <T> the type of its result
	 * @param stage what to wait for
	 * @return the future: {@code wrap_future}
	 */
	public static <T extends @Nullable Object> Future<T> wrapFuture(CompletionStage<T> stage) {
		return AwaitedStage.wrap(EventLoop.running(), stage);
	}

	/**
	 * Waits for a time, while other tasks run.
	 * @param delay how long; if not positive, each ready task runs once
	 */
	public static void sleep(Duration delay) {
		Sleep.of(delay);
	}

	/**
	 * Waits for a time, while other tasks run.
	 * @param <T> the type of the result
	 * @param delay how long; if not positive, each ready task runs once
	 * @param result what to return
	 * @return the result
	 */
	public static <T extends @Nullable Object> T sleep(Duration delay, T result) {
		Sleep.of(delay);
		return result;
	}

	/**
	 * Waits for all and returns their results in argument order. The first error, or
	 * cancelled child, is thrown at once; the others run on, and their errors are
	 * swallowed. Being cancelled cancels the children.
	 * @param <T> the type of the results
	 * @param futures what to wait for
	 * @return the results
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.gather">asyncio.gather</a>
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T extends @Nullable Object> List<T> gather(Future<? extends T>... futures) {
		return Asyncio.<T>gather(List.of(futures));
	}

	/**
	 * As {@link #gather(Future...)}, for coroutines: each becomes a task. One that is
	 * given twice, the same object, runs once and is reported twice.
	 * @param <T> the type of the results
	 * @param coroutines what to run
	 * @return the results
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T extends @Nullable Object> List<T> gather(Coroutine<? extends T>... coroutines) {
		return Asyncio.<T>gather(List.of(coroutines));
	}

	/**
	 * As {@link #gather(Future...)}, for tasks and coroutines mixed. Of a lambda make a
	 * {@link #coroutine} or a task first.
	 * @param <T> the type of the results
	 * @param awaitables what to wait for
	 * @return the results
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T extends @Nullable Object> List<T> gather(Awaitable<? extends T>... awaitables) {
		return Asyncio.<T>gather(List.of(awaitables));
	}

	/**
	 * As {@link #gather(Future...)}.
	 * @param <T> the type of the results
	 * @param awaitables what to wait for
	 * @return the results
	 */
	public static <T extends @Nullable Object> List<T> gather(Collection<? extends Awaitable<? extends T>> awaitables) {
		return Asyncio.<T>gathering(awaitables).await();
	}

	/**
	 * Gathers without waiting yet: what {@code gather} returns in Python before it is
	 * awaited.
	 * @param <T> the type of the results
	 * @param awaitables what to wait for
	 * @return a future of the results; cancelling it cancels the children, unless it is
	 * done
	 * @throws IllegalArgumentException if they belong to different loops
	 */
	public static <T extends @Nullable Object> Future<List<T>> gathering(
			Collection<? extends Awaitable<? extends T>> awaitables) {
		return Gather.of(EventLoop.running(), awaitables);
	}

	/**
	 * Waits for all, whatever becomes of them:
	 * {@code gather(..., return_exceptions=True)}.
	 * @param futures what to wait for
	 * @return results, and in the place of each that failed or was cancelled its error
	 */
	public static List<@Nullable Object> gatherReturnExceptions(Future<?>... futures) {
		return gatherReturnExceptions(List.of(futures));
	}

	/**
	 * As {@link #gatherReturnExceptions(Future...)}.
	 * @param awaitables what to wait for
	 * @return results, and in the place of each that failed or was cancelled its error
	 */
	public static List<@Nullable Object> gatherReturnExceptions(Collection<? extends Awaitable<?>> awaitables) {
		return gatheringReturnExceptions(awaitables).await();
	}

	/**
	 * As {@link #gatherReturnExceptions(Future...)}, without waiting yet.
	 * @param awaitables what to wait for
	 * @return a future of the results and errors; cancelling it cancels the children
	 */
	public static Future<List<@Nullable Object>> gatheringReturnExceptions(
			Collection<? extends Awaitable<?>> awaitables) {
		return Gather.returningExceptions(EventLoop.running(), awaitables);
	}

	/**
	 * Runs a body that creates children, and waits for all of them. If one fails, the
	 * others and the body are cancelled and awaited. Where the body is to return
	 * something, say its tasks, write {@code new TaskGroup().run(group -> ...)}.
	 * @param body creates children with {@link TaskGroup#createTask}
	 * @throws ExceptionGroup if a child or the body failed, even if only one did
	 * @throws BaseExceptionGroup if one of them with an {@link Error}
	 * @throws CancelledError if the caller's task was cancelled
	 * @see TaskGroup
	 */
	public static void taskGroup(TaskGroup.VoidBody body) {
		new TaskGroup().<@Nullable Void>run((group) -> {
			body.run(group);
			return null;
		});
	}

	/**
	 * Waits until all are done. It throws none of their errors and cancels none of them,
	 * also if the waiting task is cancelled.
	 * @param <F> the type of the futures
	 * @param futures what to wait for
	 * @return which are done
	 * @throws IllegalArgumentException if there are none
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.wait">asyncio.wait</a>
	 */
	public static <F extends Future<?>> DoneAndPending<F> wait(Collection<? extends F> futures) {
		return wait(futures, null, ReturnWhen.ALL_COMPLETED);
	}

	/**
	 * Waits until enough are done.
	 * @param <F> the type of the futures
	 * @param futures what to wait for
	 * @param returnWhen how many are enough
	 * @return which are done
	 * @throws IllegalArgumentException if there are none
	 */
	public static <F extends Future<?>> DoneAndPending<F> wait(Collection<? extends F> futures, ReturnWhen returnWhen) {
		return wait(futures, null, returnWhen);
	}

	/**
	 * Waits until enough are done or time is up, which is no error.
	 * @param <F> the type of the futures
	 * @param futures what to wait for
	 * @param timeout how long at most; zero polls
	 * @param returnWhen how many are enough
	 * @return which are done
	 * @throws IllegalArgumentException if there are none
	 */
	public static <F extends Future<?>> DoneAndPending<F> wait(Collection<? extends F> futures,
			@Nullable Duration timeout, ReturnWhen returnWhen) {
		return Wait.of(futures, timeout, returnWhen);
	}

	/**
	 * Waits with a limit. When time is up the future is cancelled and awaited; being
	 * cancelled cancels it too.
	 * @param <T> the type of the result
	 * @param future what to wait for
	 * @param timeout how long at most; if not positive, only a result that is there
	 * counts
	 * @return its result, also if it refused to be cancelled and gave one late
	 * @throws TimeoutError if time was up and it ended as cancelled
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.wait_for">asyncio.wait_for</a>
	 */
	public static <T extends @Nullable Object> T waitFor(Future<T> future, @Nullable Duration timeout) {
		return WaitFor.of(future, timeout);
	}

	/**
	 * As {@link #waitFor(Future, Duration)} for a coroutine, which runs in the caller's
	 * task.
	 * @param <T> the type of the result
	 * @param coroutine what to run; if there is no time it never starts
	 * @param timeout how long at most
	 * @return what it returns
	 * @throws TimeoutError if time was up and it let its {@link CancelledError} out
	 */
	public static <T extends @Nullable Object> T waitFor(Coroutine<? extends T> coroutine, @Nullable Duration timeout) {
		return WaitFor.of(coroutine, timeout);
	}

	/**
	 * Runs a block that is cancelled when time is up.
	 * @param <T> what the block returns
	 * @param delay how long at most
	 * @param block what to run in the caller's task
	 * @return what the block returns
	 * @throws TimeoutError if a {@link CancelledError} left the block because time was up
	 * @see Timeout
	 */
	public static <T extends @Nullable Object> T timeout(@Nullable Duration delay, Coroutine<? extends T> block) {
		return new Timeout(delay).run(block);
	}

	/**
	 * As {@link #timeout(Duration, Coroutine)} for a block that returns nothing.
	 * @param delay how long at most
	 * @param block what to run in the caller's task
	 * @throws TimeoutError if a {@link CancelledError} left the block because time was up
	 */
	public static void timeout(@Nullable Duration delay, VoidCoroutine block) {
		timeout(delay, block.returningNull());
	}

	/**
	 * Runs a block that is cancelled at a time: {@code timeout_at}.
	 * @param <T> what the block returns
	 * @param when the loop's time in seconds, or null for no limit
	 * @param block what to run in the caller's task
	 * @return what the block returns
	 * @throws TimeoutError if a {@link CancelledError} left the block because time was up
	 */
	public static <T extends @Nullable Object> T timeoutAt(@Nullable Double when, Coroutine<? extends T> block) {
		return Timeout.at(when).run(block);
	}

	/**
	 * Gives results in the order in which they come. It cancels none of the futures.
	 * @param <T> the type of the results
	 * @param awaitables what to wait for; coroutines become tasks
	 * @return as many coroutines, each of which waits for the next result
	 */
	public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
			Collection<? extends Awaitable<? extends T>> awaitables) {
		return asCompleted(awaitables, null);
	}

	/**
	 * Gives results in the order in which they come. It cancels none of the futures.
	 * @param <T> the type of the results
	 * @param awaitables what to wait for; coroutines become tasks
	 * @param timeout how long at most; then each that is left throws {@link TimeoutError}
	 * @return as many coroutines, each of which waits for the next result
	 */
	public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
			Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
		return new AsCompleted<>(EventLoop.running(), awaitables, timeout);
	}

	/**
	 * Waits for a future, which goes on if the waiting task is cancelled.
	 * @param <T> the type of the result
	 * @param inner what to wait for
	 * @return its result
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.shield">asyncio.shield</a>
	 */
	public static <T extends @Nullable Object> T shield(Future<T> inner) {
		return shielding(inner).await();
	}

	/**
	 * As {@link #shield(Future)}, for a coroutine: it becomes a task.
	 * @param <T> the type of the result
	 * @param inner what to run
	 * @return what it returns
	 */
	public static <T extends @Nullable Object> T shield(Coroutine<? extends T> inner) {
		return Asyncio.<T>shield(createTask(inner));
	}

	/**
	 * Shields without waiting yet: what {@code shield} returns in Python before it is
	 * awaited.
	 * @param <T> the type of the result
	 * @param inner what to shield
	 * @return a future that can be cancelled alone; if inner is done, inner itself
	 */
	public static <T extends @Nullable Object> Future<T> shielding(Future<T> inner) {
		return Shield.of(inner);
	}

	/**
	 * Calls a blocking function on another thread, with a copy of the context variables.
	 * Being cancelled ends the wait at once: a function that runs goes on and its result
	 * is dropped, one that was not started never is.
	 * @param <T> what it returns
	 * @param function what to call
	 * @return what it returns; what it throws is thrown
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.to_thread">asyncio.to_thread</a>
	 */
	public static <T extends @Nullable Object> T toThread(Callable<? extends T> function) {
		Context context = Context.copyContext();
		Future<T> result = EventLoop.running().runInExecutor(null, () -> context.<T>run(function::call));
		return result.await();
	}

	/**
	 * Returns the task that runs the caller.
	 * @return the task, or null in a callback
	 */
	public static @Nullable Task<?> currentTask() {
		return EventLoop.running().currentTask();
	}

	/**
	 * Returns the tasks of the running loop that are not done, the caller's included.
	 * @return the tasks, the oldest first
	 */
	public static Set<Task<?>> allTasks() {
		return EventLoop.running().allTasks();
	}

	/**
	 * Starts a task from another thread.
	 * @param <T> what it returns
	 * @param coroutine what it runs
	 * @param loop the loop that runs it
	 * @return a future for that other thread: cancelling it cancels the task, and
	 * {@code get} with a time limit does not
	 * @throws IllegalStateException if the loop is closed
	 * @see <a href=
	 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.run_coroutine_threadsafe">
	 * asyncio.run_coroutine_threadsafe</a>
	 */
	public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
			Coroutine<? extends T> coroutine, EventLoop loop) {
		return Threadsafe.run(loop, coroutine);
	}

}
