package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.asynclab.load.LoadClient;
import dev.asynclab.load.Sender;
import dev.asynclab.storm.cure.Deadline;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the service, each on a virtual thread of its own. A client waits no
 * longer than its time-out, then hangs up, and tries again. Closing this ends all of
 * them.
 */
final class StormClient implements Sender, AutoCloseable {

	private static final int OK = 200;

	private static final int REFUSED = 429;

	private final LoadClient http;

	private final Duration timeout;

	private final Counts counts;

	private final ExecutorService clients = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name(StormRun.NAME + "-client-", 1).factory());

	private volatile Retry retry;

	private volatile Map<String, String> headers = Map.of();

	/**
	 * Creates clients.
	 * @param http sends their requests
	 * @param timeout how long an attempt waits for its answer
	 * @param counts counts the attempts
	 * @param retry how calls are tried again
	 */
	StormClient(LoadClient http, Duration timeout, Counts counts, Retry retry) {
		this.http = http;
		this.timeout = timeout;
		this.counts = counts;
		this.retry = retry;
	}

	/**
	 * Makes calls in another way from now on.
	 * @param retry how calls are tried again
	 * @param tellsDeadline whether a request says how long its client will wait
	 */
	void change(Retry retry, boolean tellsDeadline) {
		this.retry = retry;
		this.headers = tellsDeadline ? Map.of(Deadline.HEADER, String.valueOf(this.timeout.toMillis())) : Map.of();
	}

	@Override
	public void get(String path, Consumer<@Nullable String> whenDone) {
		Retry retry = this.retry;
		Map<String, String> headers = this.headers;
		try {
			this.clients.execute(() -> whenDone.accept(call(path, retry, headers)));
		}
		catch (RejectedExecutionException ex) {
			whenDone.accept("closed");
		}
	}

	private @Nullable String call(String path, Retry retry, Map<String, String> headers) {
		try {
			retry.call(() -> attempt(path, headers));
			this.counts.answered();
			return null;
		}
		catch (CallNotPermittedException ex) {
			this.counts.notPermitted();
			return "not-permitted";
		}
		catch (TimeoutException ex) {
			return "timeout";
		}
		catch (RefusedException ex) {
			return ex.getMessage();
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName();
		}
	}

	private String attempt(String path, Map<String, String> headers) throws Exception {
		long number = this.counts.attempt();
		CompletableFuture<@Nullable Integer> answer = this.http.status(path + "?attempt=" + number, headers);
		try {
			Integer status = answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			if (status == null || status != OK) {
				throw refused(status);
			}
			return "answered";
		}
		catch (TimeoutException ex) {
			this.counts.timedOut();
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			this.counts.left(number);
			answer.cancel(true);
		}
	}

	private Exception refused(@Nullable Integer status) throws InterruptedException {
		if (status == null) {
			throw new InterruptedException("The clients were closed");
		}
		if (status == REFUSED) {
			this.counts.refused();
		}
		return new RefusedException(String.valueOf(status));
	}

	@Override
	public void close() {
		this.clients.shutdownNow();
		this.clients.close();
	}

	/**
	 * How a call is made of attempts.
	 */
	@FunctionalInterface
	interface Retry {

		/**
		 * Makes a call.
		 * @param attempt one attempt
		 * @return the value of the attempt that succeeds
		 * @throws Exception the error of the last attempt
		 */
		String call(Callable<String> attempt) throws Exception;

		/**
		 * Tries again at once.
		 * @param retries how often
		 * @return the way to make a call
		 */
		static Retry atOnce(int retries) {
			return (attempt) -> {
				for (int retry = 0;; retry++) {
					try {
						return attempt.call();
					}
					catch (InterruptedException | CancellationException ex) {
						throw ex;
					}
					catch (Exception ex) {
						if (retry == retries) {
							throw ex;
						}
					}
				}
			};
		}

	}

	/**
	 * The service refused an attempt, or could not answer it.
	 */
	private static final class RefusedException extends Exception {

		private static final long serialVersionUID = 1L;

		private RefusedException(String status) {
			super(status);
		}

	}

}
