package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.outcome.EventLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The work of a task as blocking code, on the thread that calls it. A cancellation
 * interrupts that thread. The code then cleans up, goes on, returns a value or fails, as
 * the scenario says.
 */
final class BlockingWork extends TaskWork implements Callable<JsonNode> {

	private final @Nullable Semaphore semaphore;

	private final UnaryOperator<Callable<JsonNode>> offload;

	// Without a semaphore nothing limits how many tasks work at once. The function that
	// is offloaded runs on another thread, and its caller waits for it.
	BlockingWork(ScenarioTask task, EventLog log, @Nullable Semaphore semaphore,
			UnaryOperator<Callable<JsonNode>> offload) {
		super(task, log);
		this.semaphore = semaphore;
		this.offload = offload;
	}

	@Override
	public JsonNode call() throws Exception {
		requireBegun(interruptible().begin());
		try {
			JsonNode value = workWithPermit();
			finished(value);
			return value;
		}
		catch (InterruptedException ex) {
			cancelArrived();
			cancelled();
			throw (CancellationException) new CancellationException().initCause(ex);
		}
		catch (CancellationException ex) {
			cancelled();
			throw ex;
		}
		catch (Throwable ex) {
			failed(ex);
			throw ex;
		}
	}

	@Override
	boolean cancel() {
		return cancelBeforeBegin() || interruptible().cancel();
	}

	private JsonNode workWithPermit() throws Exception {
		if (this.semaphore == null) {
			return work();
		}
		this.semaphore.acquire();
		try {
			return work();
		}
		finally {
			this.semaphore.release();
		}
	}

	private JsonNode work() throws Exception {
		note("started");
		holdsThread();
		long deadline = System.nanoTime() + task().delay().toNanos();
		try {
			if (task().thread()) {
				return this.offload.apply(() -> {
					Thread.sleep(task().delay());
					note("threadDone");
					return task().end(CancellationException::new);
				}).call();
			}
			Thread.sleep(task().delay());
		}
		catch (InterruptedException ex) {
			cancelArrivedAtWork();
			if (task().onCancel() != OnCancel.SUPPRESS) {
				return cleanUp();
			}
			sleepUntil(deadline);
		}
		catch (CancellationException ex) {
			// The function on the other thread threw it.
			note("cancelRequested");
			return cleanUp();
		}
		return task().end(CancellationException::new);
	}

	private JsonNode cleanUp() throws InterruptedException {
		Thread.sleep(task().cleanup());
		return task().endCleanup(new CancellationException());
	}

	private void sleepUntil(long deadline) {
		for (long rest = deadline - System.nanoTime(); rest > 0; rest = deadline - System.nanoTime()) {
			try {
				Thread.sleep(Duration.ofNanos(rest));
			}
			catch (InterruptedException ex) {
				cancelArrivedAtWork();
			}
		}
	}

}
