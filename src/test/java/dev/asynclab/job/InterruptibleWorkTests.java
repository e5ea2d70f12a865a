package dev.asynclab.job;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InterruptibleWork}.
 */
@Timeout(60)
class InterruptibleWorkTests {

	private final InterruptibleWork work = new InterruptibleWork();

	@Test
	void neverBeginsWhenCancelledBefore() {
		assertThat(this.work.cancel()).isTrue();
		assertThat(this.work.isEnded()).isTrue();
		assertThat(this.work.begin()).isFalse();
		assertThat(this.work.cancel()).isFalse();
		assertThat(this.work.end()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void isInterruptedByEachCancellationWhileItRuns() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch cleansUp = new CountDownLatch(1);
		FutureTask<Boolean> job = new FutureTask<>(() -> {
			this.work.begin();
			begun.countDown();
			for (CountDownLatch next : List.of(cleansUp, new CountDownLatch(1))) {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					next.countDown();
				}
			}
			return this.work.end();
		});
		Thread.ofVirtual().start(job);
		begun.await();
		assertThat(this.work.cancel()).isTrue();
		cleansUp.await();
		assertThat(this.work.cancel()).isTrue();
		assertThat(job.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void leavesNoInterruptThatItHasIgnored() {
		this.work.begin();
		this.work.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.work.end();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void leavesAnInterruptThatCameFromElsewhere() {
		this.work.begin();
		Thread.currentThread().interrupt();
		this.work.end();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void isNotInterruptedAfterItsEnd() {
		this.work.begin();
		assertThat(this.work.end()).isTrue();
		assertThat(this.work.end()).isFalse();
		assertThat(this.work.cancel()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	/**
	 * The work ends while its cancellation is about to interrupt the thread.
	 */
	@Test
	void neverInterruptsTheNextJobOnItsThread() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch interrupting = new CountDownLatch(1);
		CountDownLatch interrupt = new CountDownLatch(1);
		CountDownLatch nextJob = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		FutureTask<Boolean> jobs = new FutureTask<>(() -> {
			this.work.begin();
			begun.countDown();
			interrupting.await();
			this.work.end();
			nextJob.countDown();
			return awaited(cancelled);
		});
		Thread thread = new Thread(jobs) {

			@Override
			public void interrupt() {
				interrupting.countDown();
				awaited(interrupt);
				super.interrupt();
			}

		};
		thread.start();
		begun.await();
		Thread.ofPlatform().start(() -> {
			this.work.cancel();
			cancelled.countDown();
		});
		interrupting.await();
		while (thread.getState() != Thread.State.BLOCKED && nextJob.getCount() > 0) {
			Thread.onSpinWait();
		}
		interrupt.countDown();
		assertThat(jobs.get(30, TimeUnit.SECONDS)).as("uninterrupted").isTrue();
	}

	@Test
	void isCancelledBeforeItBeginsOnly() {
		assertThat(new InterruptibleWork().cancelBeforeBegin()).isTrue();
		this.work.begin();
		assertThat(this.work.cancelBeforeBegin()).isFalse();
		assertThat(this.work.isEnded()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void stopsWhatIsOnNoThread() {
		AtomicInteger stops = new AtomicInteger();
		assertThat(this.work.begin(stops::incrementAndGet)).isTrue();
		assertThat(this.work.cancel()).isTrue();
		this.work.end();
		assertThat(this.work.cancel()).isFalse();
		assertThat(stops).hasValue(1);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void beginsOnce() {
		this.work.begin();
		assertThatIllegalStateException().isThrownBy(this.work::begin);
		this.work.end();
		assertThatIllegalStateException().isThrownBy(this.work::begin);
	}

	private static boolean awaited(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
