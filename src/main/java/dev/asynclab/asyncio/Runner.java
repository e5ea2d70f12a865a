package dev.asynclab.asyncio;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code asyncio.run}: runs main, then cancels every task that is left and waits for
 * their cleanups, then for the threads, and closes the loop. shield protects from nothing
 * here.
 */
final class Runner {

	private final EventLoop loop;

	Runner(EventLoop loop) {
		this.loop = loop;
	}

	<T extends @Nullable Object> T run(Coroutine<? extends T> main) {
		if (EventLoop.here() != null) {
			throw new IllegalStateException("asyncio.run() cannot be called from a running event loop");
		}
		try {
			Task<T> task = this.loop.createTask(null, main);
			return this.loop.runUntilComplete(task);
		}
		finally {
			// The interrupt that cancelled main must not cut the cleanups short.
			boolean interrupted = Thread.interrupted();
			close();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void close() {
		try {
			cancelAllTasks();
			this.loop.runUntilComplete(this.loop.threadCalls().whenAllDone());
		}
		finally {
			this.loop.close();
		}
	}

	private void cancelAllTasks() {
		Set<Task<?>> tasks = this.loop.allTasks();
		if (tasks.isEmpty()) {
			return;
		}
		tasks.forEach(Task::cancel);
		this.loop.runUntilComplete(Gather.returningExceptions(this.loop, tasks));
		for (Task<?> task : tasks) {
			Throwable error = task.cancelled() ? null : task.exception();
			if (error != null) {
				this.loop.callExceptionHandler(
						new ExceptionContext("unhandled exception during asyncio.run() shutdown", error, task));
			}
		}
	}

}
