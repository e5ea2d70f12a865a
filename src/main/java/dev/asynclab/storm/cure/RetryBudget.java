package dev.asynclab.storm.cure;

import java.util.concurrent.Callable;

/**
 * In the client: all its calls share a budget of retries, a tenth of the calls. Where few
 * calls fail, each is tried again; where all fail, hardly any is. One client has one
 * budget for each service that it calls.
 * <p>
 * It cures a retry storm once the backlog has drained.
 */
public final class RetryBudget {

	/** What a call adds: a tenth of a retry. */
	public static final double SHARE = 0.1;

	/** The most retries that are saved up. */
	public static final int MOST = 10;

	private final int retries;

	private double saved;

	/**
	 * Creates an empty budget.
	 * @param retries how often a call is tried again at most
	 */
	public RetryBudget(int retries) {
		this.retries = retries;
	}

	/**
	 * Makes a call.
	 * @param <T> the type of its value
	 * @param attempt one attempt
	 * @return the value of the first attempt that succeeds
	 * @throws Exception the error of the last attempt
	 */
	public <T> T call(Callable<T> attempt) throws Exception {
		save();
		for (int retry = 0;; retry++) {
			try {
				return attempt.call();
			}
			catch (InterruptedException ex) {
				throw ex;
			}
			catch (Exception ex) {
				if (retry == this.retries || !spend()) {
					throw ex;
				}
			}
		}
	}

	private synchronized void save() {
		this.saved = Math.min(MOST, this.saved + SHARE);
	}

	private synchronized boolean spend() {
		boolean enough = this.saved >= 1;
		if (enough) {
			this.saved--;
		}
		return enough;
	}

}
