package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks one at a time, in the order in which they became ready, each
 * iteration all that were ready when it began. There is no thread that does nothing but
 * loop: a task that waits picks the next task and hands the turn to it, and waits for
 * time to pass if there is none.
 * <p>
 * Everything here but {@link #callSoonThreadsafe}, {@link #time()} and the getters may be
 * called by the loop's own tasks and callbacks only, or while the loop does not run.
 *
 * @see <a href= "https://docs.python.org/3.13/library/asyncio-eventloop.html">Event
 * Loop</a>
 */
public final class EventLoop {

	private static final ScopedValue<EventLoop> RUNNING = ScopedValue.newInstance();

	private final LoopClock clock;

	private final Agenda agenda;

	private final TaskList unfinished = new TaskList();

	private final Reports reports = new Reports();

	private final ThreadCalls threadCalls = new ThreadCalls(this);

	private final Turns turns;

	private final ScopedValue.Carrier scope = ScopedValue.where(RUNNING, this);

	private volatile boolean closed;

	private volatile @Nullable TaskFactory taskFactory;

	/**
	 * Creates a loop with the machine's clock.
	 */
	public EventLoop() {
		this(LoopClock.real());
	}

	/**
	 * Creates a loop.
	 * @param clock its time
	 */
	public EventLoop(LoopClock clock) {
		this(clock, null);
	}

	/**
	 * Creates a loop that is listened to.
	 * @param clock its time
	 * @param listener is told what the loop does, or null
	 */
	public EventLoop(LoopClock clock, @Nullable LoopListener listener) {
		this.clock = clock;
		this.agenda = new Agenda(clock, listener);
		this.turns = new Turns(this, this.agenda, listener);
	}

	/**
	 * Returns the loop that runs the caller.
	 * @return the loop
	 * @throws IllegalStateException outside loops
	 */
	public static EventLoop running() {
		EventLoop loop = here();
		if (loop == null) {
			throw new IllegalStateException("no running event loop");
		}
		return loop;
	}

	static @Nullable EventLoop here() {
		return RUNNING.isBound() ? RUNNING.get() : null;
	}

	/**
	 * Returns the loop's time.
	 * @return seconds from an origin that means nothing
	 */
	public double time() {
		return this.clock.time();
	}

	/**
	 * Calls back in the next iteration, in order.
	 * @param callback what to call; what it throws goes to the exception handler
	 * @return the means to take it back
	 * @throws IllegalStateException if the loop is closed, or in debug mode if the caller
	 * is not run by this loop
	 */
	public Handle callSoon(Runnable callback) {
		return callSoon(callback, Context.copyContext());
	}

	/**
	 * Calls back in the next iteration, in a given context.
	 * @param callback what to call
	 * @param context where its context variables are; not copied
	 * @return the means to take it back
	 * @throws IllegalStateException as {@link #callSoon(Runnable)}
	 */
	public Handle callSoon(Runnable callback, Context context) {
		Handle handle = new Handle(callback, context);
		add(handle);
		return handle;
	}

	/**
	 * Calls back after a time.
	 * @param delay how long from now; if not positive, in the next iteration
	 * @param callback what to call
	 * @return the means to take it back
	 */
	public TimerHandle callLater(Duration delay, Runnable callback) {
		return callAt(time() + Seconds.of(delay), callback);
	}

	/**
	 * Calls back at a time.
	 * @param when the loop's time in seconds
	 * @param callback what to call
	 * @return the means to take it back
	 */
	public TimerHandle callAt(double when, Runnable callback) {
		return callAt(when, callback, Context.copyContext());
	}

	/**
	 * Calls back at a time, in a given context.
	 * @param when the loop's time in seconds
	 * @param callback what to call
	 * @param context where its context variables are; not copied
	 * @return the means to take it back
	 */
	public TimerHandle callAt(double when, Runnable callback, Context context) {
		return schedule(new TimerHandle(when, callback, context));
	}

	/**
	 * Calls back soon: the one way in for other threads.
	 * @param callback what to call
	 * @return the means to take it back, for the loop's own code
	 * @throws IllegalStateException if the loop is closed
	 */
	public Handle callSoonThreadsafe(Runnable callback) {
		Handle handle = new Handle(callback, Context.copyContext());
		if (!enqueue(handle)) {
			throw new IllegalStateException("Event loop is closed");
		}
		return handle;
	}

	/**
	 * Creates a future of this loop.
	 * @param <T> the type of its result
	 * @return a pending future
	 */
	public <T extends @Nullable Object> Future<T> createFuture() {
		return new Future<>(this);
	}

	/**
	 * Starts a task in the next iteration.
	 * @param <T> what it returns
	 * @param name its name, or null for {@code Task-N}
	 * @param body what it runs
	 * @return the task
	 * @throws IllegalStateException if the loop is closed, or in debug mode if the caller
	 * is not run by this loop
	 */
	public <T extends @Nullable Object> Task<T> createTask(@Nullable String name, Coroutine<? extends T> body) {
		return createTask(name, body, null);
	}

	/**
	 * Starts a task with a given context.
	 * @param <T> what it returns
	 * @param name its name, or null for {@code Task-N}
	 * @param body what it runs
	 * @param context where its context variables are, or null for a copy of the caller's
	 * @return the task
	 * @throws IllegalStateException as {@link #createTask(String, Coroutine)}
	 */
	public <T extends @Nullable Object> Task<T> createTask(@Nullable String name, Coroutine<? extends T> body,
			@Nullable Context context) {
		checkOpen();
		TaskFactory factory = this.taskFactory;
		if (factory == null) {
			return Task.start(this, body, name, context);
		}
		Task<T> task = factory.createTask(this, body, context);
		if (name != null) {
			task.setName(name);
		}
		return task;
	}

	/**
	 * Sets what makes this loop's tasks.
	 * @param factory makes them, or null for {@code Task::new}
	 */
	public void setTaskFactory(@Nullable TaskFactory factory) {
		this.taskFactory = factory;
	}

	/**
	 * Returns what makes this loop's tasks.
	 * @return as set, or null for {@code Task::new}
	 */
	public @Nullable TaskFactory getTaskFactory() {
		return this.taskFactory;
	}

	/**
	 * Calls a blocking function on another thread, without the caller's context
	 * variables. Cancelling the future does not stop a function that runs; one that has
	 * not started never does.
	 * @param <T> what it returns
	 * @param executor where to call it, or null for the default executor
	 * @param function what to call
	 * @return a future of what it returns or throws
	 * @throws IllegalStateException if the loop is closed, or if the default executor was
	 * shut down
	 * @throws java.util.concurrent.RejectedExecutionException if the executor refuses it
	 */
	public <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor,
			Callable<? extends T> function) {
		checkOpen();
		return (executor != null) ? this.threadCalls.call(executor, function)
				: this.threadCalls.callByDefault(function);
	}

	/**
	 * Replaces the default executor, which has as many threads as there are processors
	 * and 4 more, at most 32. {@link #close()} shuts it down.
	 * @param executor the threads of {@link Asyncio#toThread}
	 */
	public void setDefaultExecutor(ExecutorService executor) {
		setWorkers(new ExecutorWorkers(executor));
	}

	/**
	 * Takes no more calls for the default executor, waits for those that run, and shuts
	 * it down. Called in a task. If time is up it logs a warning, and the threads go on.
	 * @param timeout how long to wait at most in real time, or null for no limit
	 * @throws CancelledError if the waiting task is cancelled
	 */
	public void shutdownDefaultExecutor(@Nullable Duration timeout) {
		this.threadCalls.join(timeout);
	}

	/**
	 * Replaces the threads of {@link Asyncio#toThread}. {@link #close()} shuts them down.
	 * @param workers the threads
	 */
	public void setWorkers(Workers workers) {
		this.threadCalls.setWorkers(workers);
	}

	/**
	 * Runs the loop until the future is done. Callbacks run on the calling thread, tasks
	 * on virtual threads of their own, which the calling thread carries if it can.
	 * Interrupting the calling thread cancels the future, and the thread is interrupted
	 * again when this method returns.
	 * @param <T> the type of the result
	 * @param future what to wait for
	 * @return its result; its error is thrown
	 * @throws CancelledError if the future was cancelled
	 * @throws IllegalArgumentException if the future belongs to another loop
	 * @throws IllegalStateException if the loop is closed or runs already, if a loop runs
	 * the caller, or if {@link #stop()} was called before the future was done
	 */
	public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
		checkMayRun();
		EnsureFuture.of(this, future);
		Consumer<Future<T>> stop = (done) -> {
			if (!done.failed() || !Turns.isFatal(done.error())) {
				stop();
			}
		};
		future.whenDone(stop);
		try {
			run(future::cancel);
		}
		catch (Throwable error) {
			future.ignoreFailure();
			throw error;
		}
		finally {
			future.removeDoneCallback(stop);
		}
		if (!future.done()) {
			throw new IllegalStateException("Event loop stopped before Future completed.");
		}
		return future.result();
	}

	/**
	 * Runs a coroutine as a task until it ends.
	 * @param <T> what it returns
	 * @param coroutine what to run
	 * @return what it returns; what it throws is thrown
	 * @throws CancelledError if the task was cancelled
	 * @throws IllegalStateException as {@link #runUntilComplete(Future)}
	 */
	public <T extends @Nullable Object> T runUntilComplete(Coroutine<? extends T> coroutine) {
		checkMayRun();
		return runUntilComplete(this.<T>createTask(null, coroutine));
	}

	/**
	 * Runs the loop until {@link #stop()}, at least one iteration. Interrupting the
	 * calling thread stops the loop, and the thread is interrupted again when this method
	 * returns.
	 * @throws IllegalStateException if the loop is closed or runs already, or if a loop
	 * runs the caller
	 */
	public void runForever() {
		checkMayRun();
		run(this::stop);
	}

	/**
	 * Ends {@link #runForever()} after the current iteration: what is ready runs first,
	 * what becomes ready meanwhile stays for the next run. If the loop does not run, its
	 * next run ends after one iteration. Other threads call
	 * {@code callSoonThreadsafe(loop::stop)}.
	 */
	public void stop() {
		this.turns.stop();
	}

	/**
	 * Says how the tasks of a loop get their turn, which a figure depends on.
	 * @return {@code own thread} if the thread that runs the loop carries them, as a
	 * platform thread does where this JVM allows it; {@code baton} if they wake each
	 * other
	 */
	public static String handOver() {
		return Carrying.isAvailable() ? "own thread" : "baton";
	}

	private void run(Runnable onInterrupt) {
		if (this.turns.needPlatformThread() && Thread.currentThread().isVirtual()) {
			PlatformRun.run(() -> run(onInterrupt), () -> this.agenda.arrive(new Handle(onInterrupt, null)));
			return;
		}
		HomeStrand home = new HomeStrand(this.agenda, onInterrupt);
		try {
			enter(() -> this.turns.run(home));
		}
		finally {
			home.restoreInterrupt();
		}
	}

	private void checkMayRun() {
		checkOpen();
		if (isRunning()) {
			throw new IllegalStateException("This event loop is already running");
		}
		if (here() != null) {
			throw new IllegalStateException("Cannot run the event loop while another loop is running");
		}
	}

	/**
	 * Returns the task that runs now.
	 * @return the task, or null in a callback
	 */
	public @Nullable Task<?> currentTask() {
		return this.turns.currentTask();
	}

	/**
	 * Returns the tasks that are not done, the caller's included.
	 * @return the tasks, the oldest first
	 */
	public Set<Task<?>> allTasks() {
		return this.unfinished.toSet();
	}

	/**
	 * Says whether a thread runs the loop.
	 * @return whether the loop runs
	 */
	public boolean isRunning() {
		return this.turns.isRunning();
	}

	/**
	 * Says whether the loop waits for time or other threads. Any thread may ask.
	 * @return whether it was idle a moment ago
	 */
	public boolean isIdle() {
		return this.agenda.isIdle();
	}

	/**
	 * Returns the thread that runs the loop's code, which changes with each task. Any
	 * thread may ask, to find out who keeps the loop.
	 * @return the thread that has the turn or, while the turn is handed on, had it last;
	 * null if the loop does not run
	 */
	public @Nullable Thread thread() {
		return this.turns.thread();
	}

	/**
	 * Says whether the loop has ended for good.
	 * @return whether it is closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Ends the loop for good and reports the errors that no code has looked at. Calling
	 * it again reports those that came since, if any did.
	 * @throws IllegalStateException if the loop runs
	 */
	public void close() {
		if (isRunning()) {
			throw new IllegalStateException("Cannot close a running event loop");
		}
		this.closed = true;
		try {
			this.threadCalls.shutdown();
		}
		finally {
			this.reports.reportUnnoticed();
		}
	}

	/**
	 * Switches debug mode: slow steps are reported and calls from wrong threads refused.
	 * @param debug whether to switch it on
	 */
	public void setDebug(boolean debug) {
		this.turns.debug(debug);
	}

	/**
	 * Says whether this is debug mode.
	 * @return whether it is on
	 */
	public boolean getDebug() {
		return this.turns.debug();
	}

	/**
	 * Sets from when on debug mode calls a step slow.
	 * @param duration 100 ms unless set
	 */
	public void setSlowCallbackDuration(Duration duration) {
		this.turns.slowCallbackDuration(duration);
	}

	/**
	 * Replaces the log as the place where slow steps are reported.
	 * @param handler what gets them
	 */
	public void setSlowCallbackHandler(Consumer<SlowCallback> handler) {
		this.reports.setSlowCallbackHandler(handler);
	}

	/**
	 * Replaces the log as the place where errors go that no code can catch.
	 * @param handler what gets them, or null for {@link #defaultExceptionHandler}
	 */
	public void setExceptionHandler(@Nullable Consumer<ExceptionContext> handler) {
		this.reports.setExceptionHandler(handler);
	}

	/**
	 * Returns what gets the errors that no code can catch.
	 * @return as set, or null for {@link #defaultExceptionHandler}
	 */
	public @Nullable Consumer<ExceptionContext> getExceptionHandler() {
		return this.reports.exceptionHandler();
	}

	/**
	 * Writes an error to the log: what happens without a handler, and what a handler may
	 * call for errors that it leaves alone.
	 * @param context the error
	 */
	public void defaultExceptionHandler(ExceptionContext context) {
		Reports.log(context);
	}

	/**
	 * Reports an error that no code can catch, in the context of the task that it came
	 * from. What the handler throws is logged, but for a {@link VirtualMachineError},
	 * which is thrown.
	 * @param context the error
	 */
	public void callExceptionHandler(ExceptionContext context) {
		this.reports.exception(context);
	}

	Turns turns() {
		return this.turns;
	}

	Reports reports() {
		return this.reports;
	}

	ThreadCalls threadCalls() {
		return this.threadCalls;
	}

	// Queues a new task for its first step.
	void start(Task<?> task) {
		add(task);
		this.unfinished.add(task);
	}

	// Runs a new task's first step, or queues it if the loop does not run the caller.
	void startEagerly(Task<?> task) {
		checkOpen();
		this.unfinished.add(task);
		if (!this.turns.startEagerly(task)) {
			this.unfinished.remove(task);
			start(task);
		}
	}

	void forget(Task<?> task) {
		this.unfinished.remove(task);
	}

	// Queues a task or callback for the next iteration.
	void add(Ready entry) {
		checkOpen();
		checkThread();
		this.agenda.add(entry);
	}

	// As #callSoon for this package's own callbacks.
	Handle post(Runnable callback) {
		Handle handle = new Handle(callback, null);
		add(handle);
		return handle;
	}

	// As #callAt for this package's own callbacks.
	TimerHandle postAt(double when, Runnable callback) {
		return schedule(new TimerHandle(when, callback, null));
	}

	private TimerHandle schedule(TimerHandle timer) {
		checkOpen();
		checkThread();
		this.agenda.addTimer(timer);
		return timer;
	}

	// As #callSoonThreadsafe for this package's own. A closed loop takes no notice.
	void postThreadsafe(Runnable callback) {
		enqueue(new Handle(callback, null));
	}

	boolean enqueue(Handle handle) {
		if (this.closed) {
			return false;
		}
		if (here() == this) {
			this.agenda.add(handle);
		}
		else {
			this.agenda.arrive(handle);
		}
		return true;
	}

	private void checkOpen() {
		if (this.closed) {
			throw new IllegalStateException("Event loop is closed");
		}
	}

	// Refuses other threads in debug mode, before anything has happened.
	void checkThread() {
		if (this.turns.debug() && isRunning() && here() != this) {
			throw new IllegalStateException(
					"Non-thread-safe operation invoked on an event loop other than the current one");
		}
	}

	// Runs code for which this is the running loop.
	void enter(Runnable code) {
		this.scope.run(code);
	}

	@Override
	public String toString() {
		return "<EventLoop running=" + isRunning() + " closed=" + this.closed + " debug=" + getDebug() + ">";
	}

}
