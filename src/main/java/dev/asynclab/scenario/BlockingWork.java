package dev.asynclab.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

import dev.asynclab.scenario.ScenarioTask.ErrorSpec;
import dev.asynclab.scenario.ScenarioTask.OnCancel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Work as blocking code, on whatever thread calls it. A request to end interrupts that
 * thread; the code may then clean up, refuse, return a value or fail, as the scenario
 * says.
 */
final class BlockingWork extends Work implements Callable<JsonNode> {

	private final @Nullable Semaphore semaphore;

	private final Offload offload;

	/**
	 * Creates the work.
	 * @param task what to do
	 * @param log where it is written down
	 * @param semaphore what lets so many work at once, or null
	 * @param offload how a function is called on another thread
	 */
	BlockingWork(ScenarioTask task, EventLog log, @Nullable Semaphore semaphore, Offload offload) {
		super(task, log);
		this.semaphore = semaphore;
		this.offload = offload;
	}

	@Override
	public JsonNode call() throws Exception {
		if (!interruptible().begin()) {
			throw neverBegins();
		}
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
		long deadline = System.nanoTime() + task().delay().toNanos();
		try {
			if (task().thread()) {
				return this.offload.call(() -> {
					Thread.sleep(task().delay());
					note("threadDone");
					return deliver();
				});
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
			// From the function on the other thread.
			note("cancelRequested");
			return cleanUp();
		}
		return deliver();
	}

	private JsonNode cleanUp() throws InterruptedException {
		Thread.sleep(task().cleanup());
		return switch (task().onCancel()) {
			case RETURN -> task().value();
			case RAISE -> throw ErrorSpec.toRaise(task().error(), task().name() + " failed in cleanup");
			default -> throw new CancellationException();
		};
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

	/**
	 * Calls a function, perhaps on another thread, and waits for it.
	 */
	interface Offload {

		JsonNode call(Callable<JsonNode> function) throws Exception;

	}

}
