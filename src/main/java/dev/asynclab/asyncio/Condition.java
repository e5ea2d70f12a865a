package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait until another task says that something has changed. Whatever they look
 * at is guarded by a lock: a task acquires it, looks, and waits; {@link #await()} gives
 * the lock back meanwhile and takes it again before it returns. A wait may end without a
 * signal, so look again, or use {@link #waitFor}.
 * <p>
 * Python's {@code wait}, {@code notify} and {@code notify_all} have the names of
 * {@link java.util.concurrent.locks.Condition} here, since every object in Java has a
 * {@code wait} and a {@code notify} already.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Condition">asyncio.Condition</a>
 */
public final class Condition extends LoopBound {

	private final Lock lock;

	private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();

	/**
	 * Creates a condition with a lock of its own.
	 */
	public Condition() {
		this(new Lock());
	}

	/**
	 * Creates a condition. Several may share a lock.
	 * @param lock what {@link #acquire()} acquires
	 */
	public Condition(Lock lock) {
		this.lock = lock;
	}

	/**
	 * Says whether a task has the lock.
	 * @return whether it is locked
	 */
	public boolean locked() {
		return this.lock.locked();
	}

	/**
	 * Acquires the lock.
	 * @throws CancelledError if the waiting task is cancelled; it does not get the lock
	 * then
	 * @see Lock#acquire()
	 */
	public void acquire() {
		this.lock.acquire();
	}

	/**
	 * Gives the lock back.
	 * @throws IllegalStateException if the lock is not locked
	 */
	public void release() {
		this.lock.release();
	}

	/**
	 * Runs the block with the lock: {@code async with condition}.
	 * @param <T> what the block returns
	 * @param block what to run
	 * @return what the block returns; what it throws is thrown
	 * @see Lock#with(Coroutine)
	 */
	public <T extends @Nullable Object> T with(Coroutine<? extends T> block) {
		return this.lock.<T>with(block);
	}

	/**
	 * As {@link #with(Coroutine)} for a block that returns nothing.
	 * @param block what to run
	 */
	public void with(VoidCoroutine block) {
		this.lock.with(block);
	}

	/**
	 * Gives the lock back, waits for a signal, and takes the lock again.
	 * @throws CancelledError if the waiting task is cancelled; it has the lock again
	 * then, and a signal that it got goes to another task
	 * @throws IllegalStateException if the lock is not locked, if the caller is not a
	 * task, or if tasks of another loop have waited for this condition
	 */
	public void await() {
		if (!locked()) {
			throw new IllegalStateException("cannot wait on un-acquired lock");
		}
		Future<@Nullable Void> waiter = createWaiter();
		release();
		try {
			try {
				waitIn(this.waiters, waiter);
			}
			finally {
				acquireWhateverHappens();
			}
		}
		catch (Throwable error) {
			wake(1);
			throw error;
		}
	}

	/**
	 * Waits until something is true.
	 * @param predicate what is to be true; it is called with the lock
	 * @throws CancelledError if the waiting task is cancelled; it has the lock then
	 * @throws IllegalStateException as {@link #await()}
	 */
	public void waitFor(BooleanSupplier predicate) {
		while (!predicate.getAsBoolean()) {
			await();
		}
	}

	/**
	 * Wakes the task that has waited longest: {@code notify()}. It goes on when it gets
	 * the lock, which this method does not give back.
	 * @throws IllegalStateException if the lock is not locked
	 */
	public void signal() {
		signal(1);
	}

	/**
	 * Wakes tasks: {@code notify(n)}.
	 * @param n how many at most
	 * @throws IllegalStateException if the lock is not locked
	 */
	public void signal(int n) {
		if (!locked()) {
			throw new IllegalStateException("cannot notify on un-acquired lock");
		}
		wake(n);
	}

	/**
	 * Wakes all tasks that wait: {@code notify_all()}.
	 * @throws IllegalStateException if the lock is not locked
	 */
	public void signalAll() {
		signal(this.waiters.size());
	}

	private void wake(int n) {
		int left = n;
		for (Future<@Nullable Void> waiter : this.waiters) {
			if (left <= 0) {
				break;
			}
			if (wake(waiter)) {
				left--;
			}
		}
	}

	// The caller expects to have the lock, also when it is cancelled while it waits for
	// it.
	private void acquireWhateverHappens() {
		CancelledError cancelled = null;
		boolean acquired = false;
		while (!acquired) {
			try {
				acquire();
				acquired = true;
			}
			catch (CancelledError error) {
				cancelled = error;
			}
		}
		if (cancelled != null) {
			throw cancelled;
		}
	}

	@Override
	public String toString() {
		return "<Condition [" + (locked() ? "locked" : "unlocked") + waiters(this.waiters) + "]>";
	}

}
