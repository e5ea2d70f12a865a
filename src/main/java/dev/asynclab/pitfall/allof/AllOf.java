package dev.asynclab.pitfall.allof;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import dev.asynclab.pitfall.HeldWork;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Runs two tasks: one fails while the other works. Observes when the caller is told of
 * the failure, and what happens to the other task.
 */
@Component
@Order(12)
class AllOf implements Pitfall<AllOf.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("all-of-after-failure", "allOf after a failure",
				"allOf waits for the slowest call before it reports the failure, and cancels no call.",
				"gather reports it at once, but the other tasks run on. A TaskGroup cancels them and waits for their end.",
				Severity.LOSS,
				"Take each result as it comes, and cancel the other calls at the first failure. They may run on until they react to the interrupt.",
				List.of(Source.issue("python/cpython", 75633), Source.issue("python/cpython", 103644), new Source(
						"CompletableFuture.allOf",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html#allOf(java.util.concurrent.CompletableFuture...)")),
				"allOf waits although one call failed; error comes late; slow failure; join waits for the others",
				"http.server.requests of the failed requests is as long as the slowest call, not the failed one.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenAllOf()::both, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedAllOf()::both, Stage.LONGEST, recorder);
	}

	private static Observed observe(Both both, Duration patience, Recorder recorder) throws InterruptedException {
		try (ExecutorService caller = Stage.pool(1);
				ExecutorService pool = Stage.pool(2);
				HeldWork sibling = new HeldWork(recorder.task("prices"))) {
			TaskRecorder failing = recorder.task("stock");
			failing.created();
			CountDownLatch told = new CountDownLatch(1);
			caller.submit(() -> {
				try {
					both.both(pool, () -> Stage.unchecked(() -> fail(failing, sibling)),
							() -> Stage.unchecked(sibling));
				}
				catch (Exception ex) {
					recorder.raised(ex);
					throw ex;
				}
				finally {
					told.countDown();
				}
				return "both";
			});
			boolean toldAtTheFailure = told.await(patience.toMillis(), TimeUnit.MILLISECONDS);
			boolean interrupted = sibling.awaitInterruptOrRelease();
			return new Observed(toldAtTheFailure, interrupted, !interrupted);
		}
	}

	private static String fail(TaskRecorder failing, HeldWork sibling) throws InterruptedException {
		failing.started();
		sibling.awaitStart();
		Stage.goOn();
		IllegalStateException error = new IllegalStateException("out of stock");
		failing.failed(error);
		throw error;
	}

	record Observed(boolean toldAtTheFailure, boolean siblingInterrupted, boolean siblingFinished) {

	}

	private interface Both {

		void both(ExecutorService pool, Runnable first, Runnable second) throws Exception;

	}

}
