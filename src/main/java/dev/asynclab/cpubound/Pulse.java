package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Counts the beats of a heartbeat, and finds its longest gap. It may be used by any
 * thread.
 */
final class Pulse {

	/** The time between two beats if nothing delays them. */
	static final Duration PERIOD = Duration.ofMillis(10);

	private volatile boolean stopped;

	private volatile CountDownLatch next = new CountDownLatch(1);

	private long lastNanos;

	private long longestGapNanos;

	private int beats;

	synchronized void beat() {
		long now = System.nanoTime();
		if (this.lastNanos != 0) {
			this.longestGapNanos = Math.max(this.longestGapNanos, now - this.lastNanos);
		}
		this.lastNanos = now;
		this.beats++;
		this.next.countDown();
	}

	void awaitBeat(Duration timeout) throws TimeoutException, InterruptedException {
		CountDownLatch next = new CountDownLatch(1);
		synchronized (this) {
			this.next = next;
		}
		if (!next.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new TimeoutException("No heartbeat within " + timeout);
		}
	}

	synchronized void reset() {
		this.beats = 0;
		this.longestGapNanos = 0;
	}

	synchronized int beats() {
		return this.beats;
	}

	synchronized double longestGapMs() {
		return Math.round(this.longestGapNanos / 1e5) / 10.0;
	}

	void stop() {
		this.stopped = true;
	}

	boolean isStopped() {
		return this.stopped;
	}

}
