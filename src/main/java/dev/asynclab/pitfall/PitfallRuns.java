package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.asynclab.admission.Gate;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Runs mistakes, each on its own platform thread. Limits how many run at once, and how
 * long each may take.
 */
@Component
@EnableConfigurationProperties(PitfallLimits.class)
class PitfallRuns {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final PitfallLimits limits;

	private final Gate gate;

	private final ThreadFactory threads = Thread.ofPlatform().name("pitfall-run-", 1).daemon().factory();

	PitfallRuns(PitfallLimits limits) {
		this.limits = limits;
		this.gate = new Gate(
				limits.pitfalls(), Sentence.of("busy.pitfalls",
						"{0} pitfalls are under way. No more may run at the same time.", limits.pitfalls()),
				RETRY_AFTER);
	}

	CompletableFuture<PitfallReport> start(Pitfall<?> pitfall) {
		Gate.Permit place = this.gate.take();
		CompletableFuture<PitfallReport> answer = new CompletableFuture<>();
		Thread.ofVirtual().name("pitfall-clock").start(() -> supervise(pitfall, place, answer));
		return answer;
	}

	private void supervise(Pitfall<?> pitfall, Gate.Permit place, CompletableFuture<PitfallReport> answer) {
		Runnable outcome;
		try (place; ExecutorService thread = Executors.newThreadPerTaskExecutor(this.threads)) {
			pitfall.prepare();
			outcome = outcome(thread.submit(() -> PitfallReport.of(pitfall)), answer);
		}
		catch (Exception ex) {
			outcome = () -> answer.completeExceptionally(ex);
		}
		outcome.run();
	}

	private Runnable outcome(Future<PitfallReport> run, CompletableFuture<PitfallReport> answer) {
		try {
			PitfallReport report = run.get(this.limits.pitfallTime().toMillis(), TimeUnit.MILLISECONDS);
			return () -> answer.complete(report);
		}
		catch (ExecutionException ex) {
			return () -> answer.completeExceptionally(ex.getCause());
		}
		catch (TimeoutException | InterruptedException ex) {
			run.cancel(true);
			return () -> answer.completeExceptionally(new TooBusyException(Sentence.of("busy.pitfall-time",
					"The machine is too busy to run this within {0} ms.", this.limits.pitfallTime().toMillis()),
					RETRY_AFTER));
		}
	}

}
