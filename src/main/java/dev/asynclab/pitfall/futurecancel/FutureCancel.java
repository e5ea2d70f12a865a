package dev.asynclab.pitfall.futurecancel;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

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
 * Cancels an export that has begun. If the export is not interrupted, it goes on.
 */
@Component
@Order(11)
class FutureCancel implements Pitfall<FutureCancel.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("future-cancel", "CompletableFuture.cancel interrupts no thread",
				"cancel(true) on the future of @Async or supplyAsync only marks the future. The work goes on.",
				"Task.cancel raises CancelledError in the task, but only where it awaits.", Severity.LOSS,
				"Cancel the Future of an ExecutorService, or let @Async return Future instead.",
				List.of(Source.issue("spring-projects/spring-framework", 33435), new Source("CompletableFuture.cancel",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html#cancel(boolean)")),
				"cancel does not work; cancel(true) does not interrupt; the task keeps running after cancel; cannot stop CompletableFuture",
				"In a thread dump after the cancel, the thread is still in the code of the task.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenFutureCancel()::start, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedFutureCancel()::start, recorder);
	}

	private static Observed observe(BiFunction<ExecutorService, Callable<String>, Future<String>> start,
			Recorder recorder) throws InterruptedException {
		try (ExecutorService pool = Stage.pool(1); HeldWork export = new HeldWork(recorder.task("export"))) {
			Future<String> future = start.apply(pool, export);
			export.awaitStart();
			Stage.goOn();
			boolean accepted = future.cancel(true);
			recorder.cancelled();
			boolean interrupted = export.awaitInterruptOrRelease();
			return new Observed(accepted, future.isCancelled(), interrupted, !interrupted);
		}
	}

	record Observed(boolean cancelAccepted, boolean isCancelled, boolean workInterrupted, boolean workFinished) {

	}

}
