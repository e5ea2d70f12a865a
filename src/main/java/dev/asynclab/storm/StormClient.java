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
	 * Makes calls in another way from now on, as when clients are replaced: calls that
	 * were made in another way make no further attempt.
	 * @param retry how calls are tried again
	 */
	void change(Retry retry) {
		this.retry = retry;
	}

	/**
	 * Tells the service with each request how long its client will wait.
	 * @param tellsDeadline whether to do so from now on
	 */
	void tellDeadline(boolean tellsDeadline) {
		this.headers = tellsDeadline ? Map.of(Deadline.HEADER, String.valueOf(this.timeout.toMillis())) : Map.of();
	}

	@Override
	public void get(String path, Consumer<@Nullable String> whenDone) {
		Retry retry = this.retry;
		try {
			this.clients.execute(() -> whenDone.accept(call(path, retry)));
		}
		catch (RejectedExecutionException ex) {
			whenDone.accept("closed");
		}
	}

	private @Nullable String call(String path, Retry retry) {
		try {
			retry.call(() -> {
				if (!retry.equals(this.retry)) {
					throw new CancellationException("This client has been replaced");
				}
				return attempt(path);
			});
			this.counts.answered();
			return null;
		}
		catch (CallNotPermittedException ex) {
			this.counts.notPermitted();
			return "not-permitted";
		}
		catch (CancellationException ex) {
			return "replaced";
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

	private String attempt(String path) throws Exception {
		long number = this.counts.attempt();
		CompletableFuture<@Nullable Integer> answer = this.http.status(path + "?attempt=" + number, this.headers);
		try {
			Integer status = answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			if (status == null || status != OK) {
				throw refused(status);
			}
			this.counts.received(number);
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
