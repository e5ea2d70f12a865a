package dev.asynclab.pitfall.timeoutleaves;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.asynclab.pitfall.HeldWork;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes a payment that takes longer than the time-out, and lets it go on after that.
 */
@Component
@Order(10)
class TimeoutLeaves implements Pitfall<TimeoutLeaves.Observed> {

	private static final Duration TIMEOUT = Duration.ofMillis(50);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("timeout-leaves-work", "A time-out that leaves the work running",
				"orTimeout, @TimeLimiter and similar time-outs end only the wait. The work keeps its thread and still has its effects.",
				"wait_for cancels a coroutine, but not the thread of run_in_executor or to_thread.", Severity.LOSS,
				"Keep the executor's Future and call cancel(true) on it, and give the work its own time-outs.",
				List.of(Source.issue("resilience4j/resilience4j", 905), Source.issue("python/cpython", 107505)),
				"the time-out does not stop the work; orTimeout keeps running; thread still busy after timeout; zombie work; TimeLimiter; effects after the error",
				"The metric executor.active stays high after the callers have had their time-outs.");
	}

	@Override
	public String next() {
		return "/api/retry-storm?cure=stop-work&format=text";
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenTimeoutLeaves()::pay, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedTimeoutLeaves()::pay, recorder);
	}

	private static Observed observe(Payment payment, Recorder recorder) throws InterruptedException {
		while (true) {
			try (ExecutorService pool = Stage.pool(1); HeldWork work = new HeldWork(recorder.task("payment"))) {
				boolean timedOut = timesOut(() -> payment.pay(pool, () -> Stage.unchecked(work), TIMEOUT));
				// On a busy machine the time-out may come before the thread has begun.
				if (work.hasStarted()) {
					if (timedOut) {
						recorder.raised(new TimeoutException());
					}
					boolean interrupted = work.awaitInterruptOrRelease();
					return new Observed(timedOut, interrupted, !interrupted);
				}
			}
		}
	}

	private static boolean timesOut(Callable<String> payment) throws InterruptedException {
		try {
			payment.call();
			return false;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			Throwable error = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			return error instanceof TimeoutException;
		}
	}

	record Observed(boolean callerTimedOut, boolean workInterrupted, boolean workFinished) {

	}

	private interface Payment {

		String pay(ExecutorService pool, Supplier<String> payment, Duration timeout) throws Exception;

	}

}
