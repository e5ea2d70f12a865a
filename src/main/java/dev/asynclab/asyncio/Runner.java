package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs coroutines one after the other on one loop, and shuts the loop down at the end:
 * <pre class="code">
 * try (Runner runner = new Runner()) {
 *     runner.run(this::open);
 *     runner.run(this::work);
 * }
 * </pre> The runs share one {@link Context}, and tasks of an earlier run go on in the
 * next. {@link #close()} cancels the tasks that are left, waits for their clean-ups and
 * for worker threads, and closes the loop. A shield protects nothing then.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-runner.html#asyncio.Runner">asyncio.Runner</a>
 */
public final class Runner implements AutoCloseable {

	private static final Duration THREAD_JOIN_TIMEOUT = Duration.ofMinutes(5);

	private final Supplier<EventLoop> loopFactory;

	private @Nullable EventLoop loop;

	private @Nullable Context context;

	private boolean closed;

	/**
	 * Creates a runner with a new loop.
	 */
	public Runner() {
		this(EventLoop::new);
	}

	/**
	 * Creates a runner.
	 * @param loopFactory makes the loop when it is needed first
	 */
	public Runner(Supplier<EventLoop> loopFactory) {
		this.loopFactory = loopFactory;
	}

	/**
	 * Returns the loop.
	 * @return the loop of all runs
	 * @throws IllegalStateException if the runner is closed
	 */
	public EventLoop getLoop() {
		if (this.closed) {
			throw new IllegalStateException("Runner is closed");
		}
		EventLoop loop = this.loop;
		if (loop == null) {
			loop = this.loopFactory.get();
			this.loop = loop;
			this.context = Context.copyContext();
		}
		return loop;
	}

	/**
	 * Runs a coroutine as a task until it ends. Interrupting the calling thread cancels
	 * the task.
	 * @param <T> what it returns
	 * @param coroutine what to run
	 * @return what it returns; what it throws is thrown
	 * @throws CancelledError if the task was cancelled
	 * @throws IllegalStateException if the runner is closed, or a loop runs the caller
	 */
	public <T extends @Nullable Object> T run(Coroutine<? extends T> coroutine) {
		return run(coroutine, null);
	}

	/**
	 * As {@link #run(Coroutine)} for a coroutine that returns nothing.
	 * @param coroutine what to run
	 */
	public void run(VoidCoroutine coroutine) {
		run(coroutine.returningNull());
	}

	/**
	 * Runs a coroutine in a context of its own.
	 * @param <T> what it returns
	 * @param coroutine what to run
	 * @param context where its variables are, or null for that of the runner
	 * @return what it returns; what it throws is thrown
	 * @throws CancelledError if the task was cancelled
	 * @throws IllegalStateException if the runner is closed, or a loop runs the caller
	 */
	public <T extends @Nullable Object> T run(Coroutine<? extends T> coroutine, @Nullable Context context) {
		if (EventLoop.here() != null) {
			throw new IllegalStateException("Runner.run() cannot be called from a running event loop");
		}
		EventLoop loop = getLoop();
		return loop.runUntilComplete(loop.<T>createTask(null, coroutine, (context != null) ? context : this.context));
	}

	/**
	 * Shuts the loop down and closes it, once. It waits at most 5 minutes for worker
	 * threads, and logs a warning then. An error of a clean-up goes to the loop's
	 * exception handler.
	 */
	@Override
	public void close() {
		EventLoop loop = this.loop;
		if (loop == null || this.closed) {
			return;
		}
		// The interrupt that cancelled a run must not cut the clean-ups short.
		boolean interrupted = Thread.interrupted();
		try {
			cancelAllTasks(loop);
			runTwoIterations(loop);
			if (loop.threadCalls().areUnderWay()) {
				loop.<@Nullable Void>runUntilComplete(() -> {
					loop.shutdownDefaultExecutor(THREAD_JOIN_TIMEOUT);
					return null;
				});
			}
			else {
				runTwoIterations(loop);
			}
		}
		finally {
			loop.close();
			this.closed = true;
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static void cancelAllTasks(EventLoop loop) {
		Set<Task<?>> tasks = loop.allTasks();
		if (tasks.isEmpty()) {
			return;
		}
		tasks.forEach(Task::cancel);
		loop.runUntilComplete(Gather.returningExceptions(loop, tasks));
		for (Task<?> task : tasks) {
			Throwable error = task.cancelled() ? null : task.exception();
			if (error != null) {
				loop.callExceptionHandler(
						new ExceptionContext("unhandled exception during asyncio.run() shutdown", error, task));
			}
		}
	}

	// As many as CPython's loop takes to shut down its asynchronous generators, and again
	// its executor, where there are none. Callbacks that are left run here.
	private static void runTwoIterations(EventLoop loop) {
		Future<@Nullable Void> done = loop.createFuture();
		loop.post(() -> done.setResult(null));
		loop.runUntilComplete(done);
	}

}
