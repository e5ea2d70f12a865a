package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A result that is not there yet. Like everything in a loop it may be used by the loop's
 * tasks and callbacks only: other threads go through
 * {@link EventLoop#callSoonThreadsafe(Runnable)}.
 *
 * @param <T> the type of the result
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-future.html#asyncio.Future">asyncio.Future</a>
 */
public sealed class Future<T extends @Nullable Object> implements Awaitable<T>
		permits Task, GatheringFuture, Waiting, Sleep, Arrival {

	private final EventLoop loop;

	private State state = State.PENDING;

	/** The value, or the {@link Failure} of a future that failed. */
	private @Nullable Object outcome;

	/** None, one {@link Waiter}, or a list of them: most futures have one. */
	private @Nullable Object waiters;

	private @Nullable String cancelMessage;

	/** The error that ended a task, to be thrown once; after that new ones are made. */
	private @Nullable CancelledError cancelledError;

	Future(EventLoop loop) {
		this.loop = loop;
	}

	final EventLoop loop() {
		return this.loop;
	}

	/**
	 * Says whether there is a result, an error or a cancellation.
	 * @return whether it has ended, in any way
	 */
	public final boolean done() {
		return this.state != State.PENDING;
	}

	/**
	 * Says whether it ended by cancellation. A task that was only asked to is not
	 * cancelled.
	 * @return whether it ended by cancellation
	 */
	public final boolean cancelled() {
		return this.state == State.CANCELLED;
	}

	/**
	 * Returns the result, or throws what it failed with: the same object each time.
	 * @return the result
	 * @throws CancelledError if it was cancelled
	 * @throws InvalidStateError if it is not done
	 */
	@SuppressWarnings({ "unchecked", "NullAway" })
	public T result() {
		return switch (this.state) {
			case PENDING -> throw new InvalidStateError("Result is not set.");
			case CANCELLED -> throw cancelledErrorFor(this.loop.currentTask());
			case FAILED -> throw Sneaky.raise(failure().errorFor(this.loop.currentTask()));
			case FINISHED -> (T) this.outcome;
		};
	}

	/**
	 * Returns what it failed with.
	 * @return the error, or null if there is a result
	 * @throws CancelledError if it was cancelled
	 * @throws InvalidStateError if it is not done
	 */
	public @Nullable Throwable exception() {
		return switch (this.state) {
			case PENDING -> throw new InvalidStateError("Exception is not set.");
			case CANCELLED -> throw makeCancelledError();
			case FAILED -> failure().error();
			case FINISHED -> null;
		};
	}

	/**
	 * Waits until it is done, while other tasks run; if it is done already, no other task
	 * runs. If the waiting task is cancelled, this future is cancelled.
	 * @return the result
	 * @throws CancelledError if it was cancelled, or the waiting task was
	 * @throws IllegalStateException outside a task of the same loop, or if a task awaits
	 * itself
	 */
	public T await() {
		if (!done()) {
			Task.currentOrThrow().waitFor(this);
		}
		return result();
	}

	/**
	 * Ends it with a result.
	 * @param result the result
	 * @throws InvalidStateError if it is done
	 */
	public void setResult(T result) {
		finish(State.FINISHED, result);
	}

	/**
	 * Ends it with an error, which each task that awaits it gets. If none ever does, the
	 * loop reports it.
	 * @param exception the error
	 * @throws InvalidStateError if it is done
	 */
	public void setException(Throwable exception) {
		checkPending();
		checkThread();
		finish(State.FAILED, new Failure(exception, this));
	}

	/**
	 * Cancels without a message.
	 * @return whether it had an effect
	 */
	public final boolean cancel() {
		return cancel(null);
	}

	/**
	 * Cancels at once, unless it is done. A task's is only a request.
	 * @param message the message of the {@link CancelledError}
	 * @return whether it had an effect
	 */
	public boolean cancel(@Nullable String message) {
		ignoreFailure();
		if (done()) {
			return false;
		}
		this.cancelMessage = message;
		finish(State.CANCELLED, null);
		return true;
	}

	/**
	 * Calls back in a later iteration once this is done, also if it is already. Callbacks
	 * run in order, in no task, and what they throw goes to the loop's exception handler.
	 * @param callback what gets this future
	 */
	public void addDoneCallback(Consumer<? super Future<T>> callback) {
		addDoneCallback(callback, Context.copyContext());
	}

	/**
	 * As {@link #addDoneCallback(Consumer)}, in a given context.
	 * @param callback what gets this future
	 * @param context where its context variables are; not copied
	 */
	public void addDoneCallback(Consumer<? super Future<T>> callback, Context context) {
		add(new Callback<>(callback, context));
	}

	/**
	 * Forgets a callback that was not called yet.
	 * @param callback what was added, the same object
	 * @return how many times it was there
	 */
	public int removeDoneCallback(Consumer<? super Future<T>> callback) {
		return removeWaiters((waiter) -> waiter instanceof Callback<?> known && known.function().equals(callback));
	}

	// Forgets a task that does not wait after all.
	void remove(Task<?> task) {
		removeWaiters(task::equals);
	}

	private int removeWaiters(Predicate<Waiter> unwanted) {
		List<Waiter> all = waiters();
		List<Waiter> kept = new ArrayList<>(all);
		kept.removeIf(unwanted);
		this.waiters = kept.isEmpty() ? null : kept;
		return all.size() - kept.size();
	}

	// As #addDoneCallback for this package's own callbacks, which see no context.
	void whenDone(Consumer<? super Future<T>> callback) {
		add(new Callback<>(callback, null));
	}

	@SuppressWarnings("unchecked")
	void add(Waiter waiter) {
		if (done()) {
			wake(waiter);
		}
		else if (this.waiters == null) {
			this.waiters = waiter;
		}
		else if (this.waiters instanceof List<?> several) {
			((List<Waiter>) several).add(waiter);
		}
		else {
			this.waiters = new ArrayList<>(List.of((Waiter) this.waiters, waiter));
		}
	}

	@SuppressWarnings("unchecked")
	final List<Waiter> waiters() {
		return switch (this.waiters) {
			case null -> List.of();
			case List<?> several -> List.copyOf((List<Waiter>) several);
			case Object one -> List.of((Waiter) one);
		};
	}

	// Since when only the loop's turn is missing for this to end: a timer was due then,
	// or
	// another thread brought the outcome. In the loop's time; infinite if that is not so.
	// Any thread may ask.
	double due() {
		return Double.POSITIVE_INFINITY;
	}

	// Returns what waits for this: tasks, and futures behind which others may wait.
	final List<Future<?>> awaiters() {
		List<Future<?>> awaiters = new ArrayList<>();
		for (Waiter waiter : waiters()) {
			if (waiter instanceof Task<?> task) {
				awaiters.add(task);
			}
			else if (waiter instanceof Callback<?> callback && callback.function() instanceof Relay<?> relay
					&& relay.awaiter() != null) {
				awaiters.add(relay.awaiter());
			}
		}
		return awaiters;
	}

	// Returns the frames of the error that ended this, if one did.
	final StackTraceElement @Nullable [] trace() {
		return failed() ? failure().trace() : null;
	}

	// Returns the error without counting it as seen.
	final Throwable peekError() {
		return failure().peek();
	}

	// Ends a task whose body let a CancelledError out.
	final void cancelWith(CancelledError error) {
		this.cancelledError = error;
		this.cancelMessage = null;
		finish(State.CANCELLED, null);
	}

	final CancelledError makeCancelledError() {
		CancelledError error = this.cancelledError;
		this.cancelledError = null;
		return (error != null) ? error : new CancelledError(this.cancelMessage);
	}

	private CancelledError cancelledErrorFor(@Nullable Task<?> awaiter) {
		boolean raisedByTask = this.cancelledError != null;
		CancelledError error = makeCancelledError();
		if (raisedByTask && awaiter != null) {
			Traceback.extend(error, Traceback.of(error), awaiter);
		}
		return error;
	}

	final @Nullable String cancelMessage() {
		return this.cancelMessage;
	}

	final void cancelMessage(@Nullable String message) {
		this.cancelMessage = message;
	}

	/**
	 * Counts an error as seen, so that it is not reported.
	 */
	final void ignoreFailure() {
		if (this.state == State.FAILED) {
			failure().notice();
		}
	}

	final Throwable error() {
		return failure().error();
	}

	final boolean failed() {
		return this.state == State.FAILED;
	}

	final boolean failedByCancelledError() {
		return failed() && error() instanceof CancelledError;
	}

	final void finish(State state, @Nullable Object outcome) {
		checkPending();
		checkThread();
		Object waiters = this.waiters;
		this.state = state;
		this.outcome = outcome;
		this.waiters = null;
		LoopListener listener = this.loop.turns().listener();
		if (listener != null) {
			listener.done(this, failed() ? peekError() : null);
		}
		if (waiters instanceof Waiter one) {
			wake(one);
		}
		else if (waiters instanceof List<?> several) {
			several.forEach((waiter) -> wake((Waiter) waiter));
		}
	}

	private void checkThread() {
		if (this.waiters != null) {
			this.loop.checkThread();
		}
	}

	private void wake(Waiter waiter) {
		this.loop.add(switch (waiter) {
			case Task<?> task -> {
				task.becomeReady(this);
				yield task;
			}
			case Callback<?> callback -> callback.handle(this);
		});
	}

	private void checkPending() {
		if (done()) {
			throw new InvalidStateError("invalid state");
		}
	}

	private Failure failure() {
		return (Failure) Objects.requireNonNull(this.outcome);
	}

	final String stateName() {
		return switch (this.state) {
			case PENDING -> "pending";
			case CANCELLED -> "cancelled";
			case FAILED, FINISHED -> "finished";
		};
	}

	// What messages call it.
	String kind() {
		return "Future";
	}

	// Its state, in a task also the name and what it waits for.
	String stateText() {
		return stateName();
	}

	@Override
	public final String toString() {
		return Repr.of(this, () -> kind() + " " + stateText() + outcomeText() + callbacksText());
	}

	private String outcomeText() {
		return switch (this.state) {
			case PENDING, CANCELLED -> "";
			case FAILED -> " exception=" + Repr.error(peekError());
			case FINISHED -> " result=" + Repr.value(this.outcome);
		};
	}

	private String callbacksText() {
		List<Waiter> waiters = waiters();
		if (waiters.isEmpty()) {
			return "";
		}
		String first = waiters.getFirst().text();
		String last = waiters.getLast().text();
		return " cb=[" + switch (waiters.size()) {
			case 1 -> first;
			case 2 -> first + ", " + last;
			default -> first + ", <" + (waiters.size() - 2) + " more>, " + last;
		} + "]";
	}

	enum State {

		PENDING, CANCELLED, FAILED, FINISHED

	}

	/**
	 * What is told, in a later iteration, that a future is done: a task that waits for
	 * it, or a callback.
	 */
	sealed interface Waiter permits Task, Callback {

		// What Python's repr of a future calls it.
		String text();

	}

	private record Callback<T extends @Nullable Object>(Consumer<? super Future<T>> function,
			@Nullable Context context) implements Waiter {

		@SuppressWarnings("unchecked")
		Handle handle(Future<?> future) {
			return new Handle(new Call<>(this.function, (Future<T>) future), this.context);
		}

		@Override
		public String text() {
			return Repr.callback(this.function);
		}

	}

	private record Call<T extends @Nullable Object>(Consumer<? super Future<T>> function,
			Future<T> future) implements Runnable {

		@Override
		public void run() {
			this.function.accept(this.future);
		}

		@Override
		public String toString() {
			return Repr.callback(this.function);
		}

	}

}
