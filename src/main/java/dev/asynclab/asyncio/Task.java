package dev.asynclab.asyncio;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that the loop runs, on a virtual thread of its own. If its body throws, the
 * task has failed, and each task that awaits it gets the same error; if none does, the
 * loop reports it. {@link #cancel()} is a request: the body gets a {@link CancelledError}
 * where it awaits, and may clean up, refuse, or fail with something else.
 *
 * @param <T> what the body returns
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.Task">asyncio.Task</a>
 */
public final class Task<T extends @Nullable Object> extends Future<T> implements Ready, Future.Waiter {

	private static final AtomicLong NUMBERS = new AtomicLong();

	/** The context of its steps: its own, or what {@link Context#run} entered. */
	private Context context;

	private final long number;

	private @Nullable String name;

	private @Nullable Coroutine<? extends T> body;

	private @Nullable Strand strand;

	/** What the task waits for; it may be done already while the task is in the queue. */
	private @Nullable Future<?> awaited;

	private int cancelsRequested;

	/** A cancellation is to be thrown when the task goes on. */
	private boolean mustCancel;

	/** When its state began; not a number if the loop does not keep that. */
	private double since = Double.NaN;

	/** The task is asking what it waits for to end. */
	private boolean passingCancelOn;

	/** The timeouts around what it does that have not expired, if it ever had one. */
	private @Nullable List<Timeout> deadlines;

	/** The neighbours in the loop's list of unfinished tasks. */
	@Nullable Task<?> previous;

	@Nullable Task<?> next;

	/**
	 * Creates a task, which takes its first step in the loop's next iteration. For a
	 * {@link TaskFactory}; programs call {@code createTask}.
	 * @param loop the loop that runs it
	 * @param body what it runs
	 * @param context where its context variables are, or null for a copy of the caller's
	 * @throws IllegalStateException if the loop is closed, or in debug mode if the caller
	 * is not run by this loop
	 */
	public Task(EventLoop loop, Coroutine<? extends T> body, @Nullable Context context) {
		this(loop, body, null, context);
		loop.start(this);
	}

	private Task(EventLoop loop, Coroutine<? extends T> body, @Nullable String name, @Nullable Context context) {
		super(loop);
		this.body = body;
		this.name = name;
		this.number = (name != null) ? 0 : NUMBERS.incrementAndGet();
		this.context = (context != null) ? context : Context.copyContext();
		enterState();
	}

	static <T extends @Nullable Object> Task<T> start(EventLoop loop, Coroutine<? extends T> body,
			@Nullable String name, @Nullable Context context) {
		Task<T> task = new Task<>(loop, body, name, context);
		loop.start(task);
		return task;
	}

	// Starts a task whose first step runs before this method returns.
	static <T extends @Nullable Object> Task<T> startEagerly(EventLoop loop, Coroutine<? extends T> body,
			@Nullable Context context) {
		Task<T> task = new Task<>(loop, body, null, context);
		loop.startEagerly(task);
		return task;
	}

	static Task<?> currentOrThrow() {
		Task<?> current = EventLoop.running().currentTask();
		if (current == null) {
			throw new IllegalStateException("await outside a task");
		}
		return current;
	}

	/**
	 * Asks the task to end: its body gets a {@link CancelledError} at its current or next
	 * await, and what it awaits is cancelled. A task that was never started never runs.
	 * @param message the message of the error
	 * @return false if the task is done, and nothing happens
	 * @throws IllegalStateException if the task waits for itself through others: Python's
	 * {@code RecursionError}
	 */
	@Override
	public boolean cancel(@Nullable String message) {
		ignoreFailure();
		if (done()) {
			return false;
		}
		if (this.awaited != null) {
			loop().checkThread();
		}
		this.cancelsRequested++;
		LoopListener listener = loop().turns().listener();
		if (listener != null) {
			listener.cancelRequested(this);
		}
		if (this.awaited != null && passCancelOn(this.awaited, message)) {
			return true;
		}
		this.mustCancel = true;
		cancelMessage(message);
		return true;
	}

	private boolean passCancelOn(Future<?> awaited, @Nullable String message) {
		if (this.passingCancelOn) {
			throw new IllegalStateException("maximum recursion depth exceeded: task '" + getName() + "' awaits itself");
		}
		this.passingCancelOn = true;
		try {
			return awaited.cancel(message);
		}
		finally {
			this.passingCancelOn = false;
		}
	}

	/**
	 * Returns how often the task was asked to end, less what {@link #uncancel()} took
	 * back.
	 * @return the number of requests
	 */
	public int cancelling() {
		return this.cancelsRequested;
	}

	/**
	 * Takes back one request to end. When none is left, an error that was not thrown yet
	 * will not be.
	 * @return the number of requests left
	 */
	public int uncancel() {
		if (this.cancelsRequested > 0 && --this.cancelsRequested == 0) {
			this.mustCancel = false;
		}
		return this.cancelsRequested;
	}

	/**
	 * Returns the task's name.
	 * @return the name it was given, or {@code Task-1} and so on
	 */
	public String getName() {
		return (this.name != null) ? this.name : "Task-" + this.number;
	}

	/**
	 * Says whether the task has a name of its own.
	 * @return {@code false} if it is called {@code Task-1} and so on, only because it was
	 * given none
	 */
	public boolean isNamed() {
		return this.name != null;
	}

	/**
	 * Renames the task.
	 * @param name the name
	 */
	public void setName(String name) {
		this.name = name;
	}

	/**
	 * Returns where the task waits, or where its error came from. Any thread may ask.
	 * @return the frames of the user's code, the oldest first; none if the task has not
	 * started, was cancelled or has a result
	 */
	public List<StackTraceElement> getStack() {
		return getStack(Integer.MAX_VALUE);
	}

	/**
	 * As {@link #getStack()}, with a limit.
	 * @param limit how many frames at most: the newest of a task that waits, the oldest
	 * of one that failed
	 * @return the frames of the user's code, the oldest first
	 */
	public List<StackTraceElement> getStack(int limit) {
		StackTraceElement[] trace = trace();
		if (trace != null) {
			return Traceback.usersFrames(trace).stream().limit(limit).toList();
		}
		Strand strand = this.strand;
		Thread thread = (strand != null) ? strand.thread() : null;
		if (thread == null) {
			return List.of();
		}
		List<StackTraceElement> frames = Traceback.usersFrames(thread.getStackTrace());
		return frames.subList(Math.max(0, frames.size() - limit), frames.size());
	}

	/**
	 * Returns where the task is, as {@link #getStack()} does, and with the calls of this
	 * package that it is in, such as {@code Asyncio.sleep}. Any thread may ask.
	 * @return the frames, the oldest first; none if the task has not started or is done
	 */
	public List<StackTraceElement> getCallStack() {
		Strand strand = this.strand;
		Thread thread = (strand != null) ? strand.thread() : null;
		return (thread != null) ? Traceback.calls(thread.getStackTrace()) : List.of();
	}

	/**
	 * Prints what {@link #getStack()} returns to {@link System#err}.
	 */
	public void printStack() {
		printStack(Integer.MAX_VALUE, System.err);
	}

	/**
	 * Prints what {@link #getStack(int)} returns, as Python prints a traceback.
	 * @param limit how many frames at most
	 * @param file where to print
	 */
	public void printStack(int limit, PrintStream file) {
		List<StackTraceElement> frames = getStack(limit);
		if (frames.isEmpty()) {
			file.println("No stack for " + this);
		}
		else {
			file.println((failed() ? "Traceback" : "Stack") + " for " + this + " (most recent call last):");
		}
		frames.forEach((frame) -> file.println("  " + Traceback.line(frame)));
		if (failed()) {
			file.println(peekError());
		}
	}

	/**
	 * Not for tasks: only the body says how a task ends.
	 * @param result ignored
	 * @throws UnsupportedOperationException always
	 */
	@Override
	public void setResult(T result) {
		throw new UnsupportedOperationException("Task does not support set_result operation");
	}

	/**
	 * Not for tasks: only the body says how a task ends.
	 * @param exception ignored
	 * @throws UnsupportedOperationException always
	 */
	@Override
	public void setException(Throwable exception) {
		throw new UnsupportedOperationException("Task does not support set_exception operation");
	}

	/**
	 * Returns the values of context variables that the task sees.
	 * @return its own context, not a copy
	 */
	public Context getContext() {
		return this.context.root();
	}

	Context context() {
		return this.context;
	}

	void context(Context context) {
		this.context = context;
	}

	void addDeadline(Timeout timeout) {
		if (this.deadlines == null) {
			this.deadlines = new ArrayList<>(1);
		}
		this.deadlines.add(timeout);
	}

	void removeDeadline(Timeout timeout) {
		if (this.deadlines != null) {
			this.deadlines.remove(timeout);
		}
	}

	// Says whether a timer will cancel what it waits for. Any thread may ask.
	boolean hasDeadline() {
		List<Timeout> deadlines = this.deadlines;
		return deadlines != null && !deadlines.isEmpty();
	}

	// Notes when the state begins that follows, if the loop is to keep that.
	void enterState() {
		if (loop().turns().keepsTimes()) {
			this.since = loop().time();
		}
	}

	// As #enterState where the future that it waits for ends. The loop may be late: then
	// the task could have gone on before.
	void becomeReady(Future<?> awaited) {
		if (loop().turns().keepsTimes()) {
			this.since = later(this.since, Math.min(loop().time(), dueBy(awaited)));
		}
	}

	// When the task could have gone on, had the loop looked; infinite if it can't.
	private double dueBy(Future<?> awaited) {
		double due = awaited.due();
		List<Timeout> deadlines = this.deadlines;
		// A task that is cancelled takes its time to end, and so does a gather.
		if (deadlines != null && !(awaited instanceof Task || awaited instanceof GatheringFuture)) {
			for (Timeout timeout : List.copyOf(deadlines)) {
				Double when = timeout.when();
				due = (when != null) ? Math.min(due, when) : due;
			}
		}
		return due;
	}

	// When the task's state began. Any thread may ask.
	double since() {
		double since = this.since;
		Future<?> awaited = this.awaited;
		if (awaited == null || awaited.done()) {
			return since;
		}
		double due = dueBy(awaited);
		return (due > loop().time()) ? since : later(since, due);
	}

	private static double later(double since, double due) {
		return Double.isNaN(since) ? due : Math.max(since, due);
	}

	TaskState taskState() {
		Future<?> awaited = this.awaited;
		Strand strand = this.strand;
		if (equals(loop().currentTask())) {
			return TaskState.BLOCKING;
		}
		if (awaited != null && !awaited.done()) {
			return (dueBy(awaited) <= loop().time()) ? TaskState.READY : TaskState.AWAITING;
		}
		return (strand != null && strand.started()) ? TaskState.READY : TaskState.QUEUED;
	}

	/**
	 * Gets ready for the next step.
	 * @return the strand that runs it, or null if there is none: the task is done, or was
	 * cancelled before its first
	 */
	@Nullable Strand prepareStep() {
		this.awaited = null;
		if (done()) {
			return null;
		}
		if (this.strand == null || !this.strand.started()) {
			if (this.mustCancel) {
				CoroutineObject.close(this.body);
				this.body = null;
				loop().forget(this);
				cancelWith(takeCancellation());
				return null;
			}
			return newStrand();
		}
		return this.strand;
	}

	Strand newStrand() {
		Strand strand = loop().turns().newStrand(this);
		this.strand = strand;
		return strand;
	}

	@Nullable Strand strand() {
		return this.strand;
	}

	/**
	 * Lets each other task in the queue run once.
	 */
	void yieldOnce() {
		enterState();
		loop().add(this);
		suspend();
		if (this.mustCancel) {
			throw takeCancellation();
		}
	}

	// Waits until the future is done, or this task is cancelled.
	void waitFor(Future<?> future) {
		if (future == this) {
			throw refusal("Task cannot await on itself: " + this);
		}
		if (future.loop() != loop()) {
			throw refusal("Task " + this + " got Future " + future + " attached to a different loop");
		}
		LoopListener listener = loop().turns().listener();
		if (listener != null) {
			listener.awaits(this, future);
		}
		future.add(this);
		this.awaited = future;
		if (this.mustCancel) {
			cancelBeforeWaiting(future);
		}
		enterState();
		suspend();
		throwCancellation(future);
	}

	// As in Python, all others in the queue run once before the error is thrown, and a
	// cancellation comes first.
	private IllegalStateException refusal(String message) {
		yieldOnce();
		return new IllegalStateException(message);
	}

	private void cancelBeforeWaiting(Future<?> future) {
		try {
			this.mustCancel = !passCancelOn(future, cancelMessage());
		}
		catch (Throwable error) {
			this.awaited = null;
			future.remove(this);
			throw error;
		}
	}

	private void throwCancellation(Future<?> future) {
		if (this.mustCancel) {
			future.ignoreFailure();
			CancelledError cancellation = takeCancellation();
			if (!future.cancelled() && !future.failedByCancelledError()) {
				throw cancellation;
			}
		}
	}

	private void suspend() {
		loop().turns().switchFrom(Objects.requireNonNull(this.strand));
	}

	private CancelledError takeCancellation() {
		this.mustCancel = false;
		return new CancelledError(cancelMessage());
	}

	/**
	 * Runs the body and ends the task as the body did.
	 */
	void runBody() {
		Coroutine<? extends T> body = Objects.requireNonNull(this.body);
		this.body = null;
		try {
			returned(body.run());
		}
		catch (CancelledError error) {
			loop().forget(this);
			cancelWith(error);
		}
		catch (Throwable error) {
			end(State.FAILED, new Failure(error, this));
			loop().turns().tearDownIfFatal(error);
		}
		this.strand = null;
	}

	private void returned(T value) {
		if (this.mustCancel) {
			this.mustCancel = false;
			end(State.CANCELLED, null);
		}
		else {
			end(State.FINISHED, value);
		}
	}

	private void end(State state, @Nullable Object outcome) {
		loop().forget(this);
		finish(state, outcome);
	}

	@Override
	String kind() {
		return "Task";
	}

	@Override
	String stateText() {
		String state = (!done() && this.cancelsRequested > 0) ? "cancelling" : stateName();
		return state + " name='" + getName() + "'" + ((this.awaited != null) ? " wait_for=" + this.awaited : "");
	}

	@Override
	public String text() {
		return "Task.task_wakeup()";
	}

}
