package dev.asynclab.job;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.eventloop.LoopThreads;
import dev.asynclab.reactive.Publishers;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Starts each job as a task of an asyncio event loop. The task awaits a WebClient
 * request. The job has started when its task takes its first step. While the job runs, a
 * task without a name has the job's.
 */
@Component
public class AsyncioStarter implements JobStarter {

	private final ReactiveUpstream upstream;

	private final LoopThreads loopThreads;

	AsyncioStarter(ReactiveUpstream upstream, LoopThreads loopThreads) {
		this.upstream = upstream;
		this.loopThreads = loopThreads;
	}

	@Override
	public Style style() {
		return Style.ASYNCIO;
	}

	/**
	 * Returns the job as a coroutine.
	 * @param handle the job
	 * @param name returns the name of the loop that the coroutine runs on
	 * @return a coroutine that does the job once, in the task that awaits it
	 */
	public Coroutine<String> coroutine(JobHandle handle, Function<EventLoop, String> name) {
		return () -> {
			EventLoop loop = EventLoop.running();
			Task<?> task = Asyncio.currentTask();
			Assert.state(task != null, "A coroutine runs in a task");
			boolean named = task.isNamed();
			String taskName = task.getName();
			if (!named) {
				task.setName(handle.job().name());
			}
			handle.onLoop(name.apply(loop));
			handle.begin(() -> cancel(loop, task));
			handle.started();
			try {
				String value = call(handle);
				handle.finished(value);
				return value;
			}
			catch (CancelledError ex) {
				handle.cancelled();
				throw ex;
			}
			catch (Exception ex) {
				handle.failed(ex);
				throw ex;
			}
			finally {
				if (!named) {
					task.setName(taskName);
				}
			}
		};
	}

	static void cancel(EventLoop loop, Task<?> task) {
		try {
			loop.callSoonThreadsafe(task::cancel);
		}
		catch (IllegalStateException ex) {
			// The loop is closed, so the task has ended.
		}
	}

	private String call(JobHandle handle) throws InterruptedException {
		String value = Objects.requireNonNull(Publishers.awaitFirst(this.upstream.callForAnotherThread(handle)));
		if (handle.job().blocks()) {
			// A cancellation waits for the loop, behind the jobs that block it.
			if (handle.isCancelRequested()) {
				throw new CancelledError();
			}
			handle.blocking();
			// The mistake that :block shows: time.sleep() in a coroutine.
			Thread.sleep(handle.job().delay());
		}
		return value;
	}

	// Each job has an event loop of its own.
	@Override
	public CompletableFuture<String> start(JobHandle handle) {
		handle.create();
		return handle.cancelWith(
				this.loopThreads.start((loop, watch) -> Asyncio.run(loop, coroutine(handle, (_) -> watch.name()))));
	}

}
