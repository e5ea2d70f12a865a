package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Future;
import dev.asynclab.asyncio.TimerHandle;
import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.asyncio.Workers;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.outcome.EventLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The work of a task as a coroutine, in the current task of an event loop. When that task
 * is cancelled, the work cleans up, goes on, returns a value or fails, as the scenario
 * says.
 */
final class AsyncioWork {

	private final EventLoop loop;

	private final EventLog log;

	private final AsyncioMeeting meeting;

	/** Null on the real clock. */
	private final @Nullable VirtualClock virtualClock;

	/** Null on the real clock. */
	private final @Nullable TimerWorkers timerWorkers;

	AsyncioWork(AsyncioMeeting meeting, EventLoop loop, EventLog log, @Nullable VirtualClock virtualClock) {
		this.loop = loop;
		this.log = log;
		this.meeting = meeting;
		this.virtualClock = virtualClock;
		this.timerWorkers = (virtualClock != null) ? new TimerWorkers(loop) : null;
		if (this.timerWorkers != null) {
			loop.setWorkers(this.timerWorkers);
		}
	}

	JsonNode run(ScenarioTask task) throws Exception {
		this.log.add(task.name(), "started");
		double deadline = this.loop.time() + task.delay().toNanos() / 1e9;
		try {
			if (task.thread()) {
				return runInThread(task);
			}
			if (!task.blocking()) {
				Asyncio.sleep(task.delay());
			}
			else if (this.virtualClock != null) {
				this.virtualClock.block(task.delay());
			}
			else {
				Thread.sleep(task.delay());
			}
		}
		catch (CancelledError error) {
			cancelRequested(task);
			if (task.onCancel() != OnCancel.SUPPRESS) {
				if (task.cleanup().isPositive()) {
					Asyncio.sleep(task.cleanup());
				}
				return task.endCleanup(error);
			}
			sleepUntil(deadline, task);
		}
		JsonNode value = this.meeting.join(task);
		task.end(CancelledError::new);
		return value;
	}

	private JsonNode runInThread(ScenarioTask task) {
		if (this.timerWorkers != null) {
			this.timerWorkers.nextTakes(task.delay());
			this.log.holds(task.name(), "thread " + task.name());
		}
		return Asyncio.toThread(() -> {
			if (this.virtualClock == null) {
				this.log.holdsThread(task.name());
				Thread.sleep(task.delay());
			}
			this.log.add(task.name(), "threadDone");
			return task.end(CancelledError::new);
		});
	}

	// This sleeps as asyncio does, but a Duration could not hold the rest exactly.
	private void sleepUntil(double deadline, ScenarioTask task) {
		for (double rest = deadline - this.loop.time(); rest > 0; rest = deadline - this.loop.time()) {
			Future<@Nullable Void> wakeUp = this.loop.createFuture();
			TimerHandle timer = this.loop.callAt(this.loop.time() + rest, () -> {
				if (!wakeUp.done()) {
					wakeUp.setResult(null);
				}
			});
			try {
				wakeUp.await();
			}
			catch (CancelledError error) {
				cancelRequested(task);
			}
			finally {
				timer.cancel();
			}
		}
	}

	private void cancelRequested(ScenarioTask task) {
		if (!task.name().equals(Scenario.BODY)) {
			this.log.add(task.name(), "cancelRequested");
		}
	}

	/**
	 * Takes the place of worker threads on the virtual clock: a timer stands for the time
	 * that a function takes, and then the function runs. As on a thread, a function that
	 * has started can't be cancelled.
	 */
	private static final class TimerWorkers implements Workers {

		private final EventLoop loop;

		private Duration next = Duration.ZERO;

		TimerWorkers(EventLoop loop) {
			this.loop = loop;
		}

		void nextTakes(Duration duration) {
			this.next = duration;
		}

		@Override
		public BooleanSupplier submit(Runnable work) {
			this.loop.callLater(this.next, work);
			return () -> false;
		}

		@Override
		public void shutdown() {
		}

	}

}
