package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

/**
 * {@code wait_for} over a blocking call on a virtual thread. On time-out the thread is
 * interrupted and awaited. {@code Future.get} with a time-out would leave it running, and
 * {@code Future.cancel} would not wait for its end.
 * <p>
 * A failure is raised unchanged. If the interrupt ends the call, a
 * {@link TimeoutException} is thrown, which comes late if the clean-up takes long. If the
 * call ignores the interrupt, its value is returned after all. On cancellation (an
 * interrupt of the caller) the call is interrupted and awaited too.
 * <p>
 * The gap: only an {@link InterruptedException} or a {@link CancellationException} shows
 * that the interrupt ended the call. Many libraries throw an error of their own, which is
 * then raised instead of the time-out. If the wait is cancelled, the value that the call
 * returns then is lost. A second interrupt ends the wait for the clean-up (fact 48).
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
	 * Makes a call, which is interrupted when the time-out passes.
	 * @param <T> the type of the value
	 * @param call a blocking call
	 * @param timeout how long the call may take
	 * @return the value, also if the call was interrupted and returned late
	 * @throws ExecutionException the error of the call
	 * @throws TimeoutException if the time-out passed and the interrupt ended the call
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
