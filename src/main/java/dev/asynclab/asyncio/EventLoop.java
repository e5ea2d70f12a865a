package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks one at a time, in the order in which they became ready, each
 * iteration all that were ready when it began. There is no thread that does nothing but
 * loop: whoever waits picks the next task and hands the turn to it, and waits for time to
 * pass if there is none.
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

	private final ScopedValue.Carrier scope = ScopedValue.where(RUNNING, this);

	private volatile boolean closed;

	private @Nullable HomeStrand home;

	/** Whose turn it is, or was last; written by who has it, read by who looks on. */
	private volatile @Nullable Thread thread;

	private boolean stopping;

	private @Nullable Throwable fatal;

	private @Nullable Task<?> current;

	private @Nullable Context callbackContext;

	private boolean debug;

	private double slowCallbackDuration = 0.1;

	/** Not a number where the step began outside debug mode. */
	private double stepStart = Double.NaN;

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
		this.clock = clock;
		this.agenda = new Agenda(clock);
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
		checkOpen();
		Handle handle = new Handle(callback, Context.current().copy());
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
		checkOpen();
		return add(new TimerHandle(when, callback, Context.current().copy()));
	}

	/**
	 * Calls back soon: the one way in for other threads.
	 * @param callback what to call
	 * @return the means to take it back, for the loop's own code
	 * @throws IllegalStateException if the loop is closed
	 */
	public Handle callSoonThreadsafe(Runnable callback) {
		Handle handle = new Handle(callback, Context.current().copy());
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
	 */
	public <T extends @Nullable Object> Task<T> createTask(@Nullable String name, Coroutine<? extends T> body) {
		checkOpen();
		Task<T> task = new Task<>(this, body, name);
		this.unfinished.add(task);
		add(task);
		return task;
	}

	/**
	 * Replaces the threads of {@link Asyncio#toThread}. {@link #close()} shuts them down.
	 * @param workers the threads
	 */
	public void setWorkers(Workers workers) {
		this.threadCalls.setWorkers(workers);
	}

	/**
	 * Runs tasks and callbacks on and from the calling thread until the future is done.
	 * The callbacks of others run on this thread, tasks on their own. Interrupting this
	 * thread cancels the future.
	 * @param <T> the type of the result
	 * @param future what to wait for
	 * @return its result
	 * @throws IllegalStateException if the loop is closed or runs already, or the caller
	 * is run by a loop
	 */
	public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
		checkOpen();
		if (isRunning()) {
			throw new IllegalStateException("This event loop is already running");
		}
		if (here() != null) {
			throw new IllegalStateException("Cannot run the event loop while another loop is running");
		}
		Consumer<Future<T>> stop = (done) -> this.stopping = true;
		future.whenDone(stop);
		HomeStrand home = new HomeStrand(() -> this.agenda.arrive(new Handle(future::cancel, null)));
		this.home = home;
		try {
			enter(() -> runFrom(home));
		}
		finally {
			this.home = null;
			this.thread = null;
			future.removeDoneCallback(stop);
			home.restoreInterrupt();
		}
		if (!future.done()) {
			throw new IllegalStateException("Event loop stopped before Future completed.");
		}
		return future.result();
	}

	/**
	 * Returns the task that runs now.
	 * @return the task, or null in a callback
	 */
	public @Nullable Task<?> currentTask() {
		return this.current;
	}

	/**
	 * Returns the tasks that are not done, the caller's included.
	 * @return the tasks, the oldest first
	 */
	public Set<Task<?>> allTasks() {
		return this.unfinished.toSet();
	}

	/**
	 * Says whether a thread is in {@link #runUntilComplete}.
	 * @return whether the loop runs
	 */
	public boolean isRunning() {
		return this.home != null;
	}

	/**
	 * Says whether the loop waits for time to pass or for other threads, and has nothing
	 * to do. Any thread may ask.
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
		return this.thread;
	}

	/**
	 * Says whether the loop has ended for good.
	 * @return whether it is closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Ends the loop and reports the errors that nobody has looked at. Idempotent.
	 * @throws IllegalStateException if the loop runs
	 */
	public void close() {
		if (isRunning()) {
			throw new IllegalStateException("Cannot close a running event loop");
		}
		this.closed = true;
		this.threadCalls.shutdown();
		this.reports.reportUnnoticed();
	}

	/**
	 * Switches debug mode: slow steps are reported and calls from wrong threads refused.
	 * @param debug whether to switch it on
	 */
	public void setDebug(boolean debug) {
		this.debug = debug;
	}

	/**
	 * Says whether this is debug mode.
	 * @return whether it is on
	 */
	public boolean getDebug() {
		return this.debug;
	}

	/**
	 * Sets from when on debug mode calls a step slow.
	 * @param duration 100 ms unless set
	 */
	public void setSlowCallbackDuration(Duration duration) {
		this.slowCallbackDuration = Seconds.of(duration);
	}

	/**
	 * Replaces the log as the place where slow steps are reported.
	 * @param handler what gets them
	 */
	public void setSlowCallbackHandler(Consumer<SlowCallback> handler) {
		this.reports.setSlowCallbackHandler(handler);
	}

	/**
	 * Replaces the log as the place where errors go that nobody can catch.
	 * @param handler what gets them, or null for the log
	 */
	public void setExceptionHandler(@Nullable Consumer<ExceptionContext> handler) {
		this.reports.setExceptionHandler(handler);
	}

	/**
	 * Reports an error that nobody can catch. What the handler itself throws is logged.
	 * @param context the error
	 */
	public void callExceptionHandler(ExceptionContext context) {
		this.reports.exception(context);
	}

	Context context() {
		if (this.current != null) {
			return this.current.context();
		}
		Context context = this.callbackContext;
		if (context == null) {
			context = new Context();
			this.callbackContext = context;
		}
		return context;
	}

	Reports reports() {
		return this.reports;
	}

	ThreadCalls threadCalls() {
		return this.threadCalls;
	}

	void forget(Task<?> task) {
		this.unfinished.remove(task);
	}

	// Queues a task or callback for the next iteration.
	void add(Ready entry) {
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
		return add(new TimerHandle(when, callback, null));
	}

	// As #callSoonThreadsafe for this package's own callbacks. A closed loop takes no
	// notice.
	void postThreadsafe(Runnable callback) {
		enqueue(new Handle(callback, null));
	}

	private TimerHandle add(TimerHandle timer) {
		checkThread();
		this.agenda.add(timer);
		return timer;
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

	private void checkThread() {
		if (this.debug && isRunning() && here() != this) {
			throw new IllegalStateException(
					"Non-thread-safe operation invoked on an event loop other than the current one");
		}
	}

	// Runs code for which this is the running loop.
	void enter(Runnable code) {
		this.scope.run(code);
	}

	// Says that the current thread has the turn.
	void takeTurn() {
		this.thread = Thread.currentThread();
	}

	// Ends the step of a task that waits, and returns when its next step begins.
	@SuppressWarnings("ReferenceEquality")
	void switchFrom(Strand strand) {
		endStep();
		Strand next = next(strand);
		if (next != strand) {
			pass(next);
			strand.awaitTurn();
			takeTurn();
		}
		strand.resumed();
	}

	/**
	 * Ends the last step of a task.
	 */
	void leave() {
		endStep();
		pass(next(null));
	}

	@SuppressWarnings("ReferenceEquality")
	private void runFrom(HomeStrand home) {
		takeTurn();
		while (true) {
			Strand next = next(home);
			if (next == home) {
				this.stopping = false;
				Throwable fatal = this.fatal;
				if (fatal != null) {
					this.fatal = null;
					this.agenda.abandonIteration();
					throw Sneaky.raise(fatal);
				}
				return;
			}
			pass(next);
			home.awaitTurn();
			takeTurn();
		}
	}

	// Hands the turn over. If there is no memory for another thread the loop is lost,
	// and whoever called it must know.
	private void pass(Strand next) {
		try {
			next.pass();
		}
		catch (Throwable error) {
			this.fatal = error;
			home().pass();
		}
	}

	// Runs what is ready until it is a task's turn. Called by who has the turn, which is
	// the heart of the loop. Returns whose turn it is: perhaps the caller's; home's if
	// the loop is to stop, or comes to a callback that must not run in a task's thread
	@SuppressWarnings("ReferenceEquality")
	private Strand next(@Nullable Strand caller) {
		while (true) {
			boolean iterationHasEnded = this.agenda.iterationHasEnded();
			if (this.fatal != null || (iterationHasEnded && this.stopping)) {
				return home();
			}
			if (iterationHasEnded) {
				this.agenda.beginIteration(caller);
				continue;
			}
			switch (this.agenda.first()) {
				case Handle handle -> {
					if (caller != this.home && !handle.cancelled() && !handle.runsAnywhere()) {
						return home();
					}
					this.agenda.removeFirst();
					if (!handle.cancelled()) {
						run(handle);
					}
				}
				case Task<?> task -> {
					this.agenda.removeFirst();
					Strand strand = task.prepareStep();
					if (strand != null) {
						this.current = task;
						beginStep();
						return strand;
					}
				}
			}
		}
	}

	private HomeStrand home() {
		HomeStrand home = this.home;
		if (home == null) {
			throw new IllegalStateException("the loop does not run");
		}
		return home;
	}

	private void run(Handle handle) {
		this.callbackContext = handle.context();
		beginStep();
		try {
			handle.run();
		}
		catch (Throwable error) {
			if (!tearDownIfFatal(error)) {
				callExceptionHandler(new ExceptionContext("Exception in callback " + handle, error, null));
			}
		}
		if (this.debug) {
			reportIfSlow(null, handle);
		}
		this.callbackContext = null;
	}

	private void beginStep() {
		this.stepStart = this.debug ? time() : Double.NaN;
	}

	private void endStep() {
		Task<?> task = this.current;
		this.current = null;
		if (this.debug && task != null) {
			reportIfSlow(task, task);
		}
	}

	private void reportIfSlow(@Nullable Task<?> task, Object step) {
		double seconds = time() - this.stepStart;
		if (seconds >= this.slowCallbackDuration) {
			this.reports.slowStep(task, step, seconds);
		}
	}

	// Stops the loop at once if the machine itself is in trouble.
	boolean tearDownIfFatal(Throwable error) {
		if (isFatal(error)) {
			this.fatal = error;
			return true;
		}
		return false;
	}

	static boolean isFatal(Throwable error) {
		return error instanceof VirtualMachineError && !(error instanceof StackOverflowError);
	}

}
