package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

/**
 * {@code wait_for} over a blocking call on a virtual thread: when time is up the thread
 * is interrupted, and awaited. {@code Future.get} with a time-out would leave it running,
 * and {@code Future.cancel} would not wait for its end.
 * <p>
 * A failure is raised as it is. A call that takes the interrupt ends in a
 * {@link TimeoutException}, which comes late if its clean-up takes long; one that ignores
 * it returns its value after all. On cancellation, an interrupt, the call is interrupted
 * and awaited too.
 * <p>
 * The gap: only an {@link InterruptedException} or a {@link CancellationException} tells
 * that the call took the interrupt, and many libraries throw an error of their own, which
 * is then raised in place of the time-out. A cancelled wait loses what the call returns
 * then, and a second interrupt leaves it to its clean-up (fact 48).
 *
 * <pre>{@code
 * result = await asyncio.wait_for(fetch("A"), timeout=1)
 * }</pre>
 */
public class VirtualThreadWaitFor {

	private final ThreadFactory threads;

	/**
	 * Creates the lesson.
	 * @param threads such as {@code Thread.ofVirtual().factory()}
	 */
	public VirtualThreadWaitFor(ThreadFactory threads) {
		this.threads = threads;
	}

	/**
	 * Makes a call that may not take longer than the time-out.
	 * @param <T> the type of the value
	 * @param call a blocking call
	 * @param timeout how long at most
	 * @return the value, also if the call was interrupted and returned one late
	 * @throws ExecutionException the error of the call
	 * @throws TimeoutException if time was up and the call took the interrupt
	 * @throws InterruptedException if interrupted while awaiting the call
	 */
	public <T> T waitFor(Callable<T> call, Duration timeout)
			throws ExecutionException, InterruptedException, TimeoutException {
		FutureTask<T> task = new FutureTask<>(call);
		Thread thread = this.threads.newThread(task);
		thread.start();
		try {
			if (thread.join(timeout)) {
				return task.get();
			}
			thread.interrupt();
			thread.join();
		}
		catch (InterruptedException ex) {
			thread.interrupt();
			thread.join();
			throw ex;
		}
		return valueOrTimeout(task);
	}

	private static <T> T valueOrTimeout(FutureTask<T> task)
			throws ExecutionException, InterruptedException, TimeoutException {
		try {
			return task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof InterruptedException || ex.getCause() instanceof CancellationException) {
				throw (TimeoutException) new TimeoutException().initCause(ex.getCause());
			}
			throw ex;
		}
	}

}
