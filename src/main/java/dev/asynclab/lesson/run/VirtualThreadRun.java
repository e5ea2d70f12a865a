package dev.asynclab.lesson.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * {@code run} as an executor for main's time: {@link ExecutorService#close()} alone would
 * wait for the tasks, so they are interrupted first.
 * <p>
 * A failure of main is thrown. Well or badly, when main has ended every call left is
 * interrupted and awaited, and those that swallow the interrupt to their end. On
 * cancellation, an interrupt of the calling thread, main's own call is interrupted.
 * <p>
 * The gap: a run inside a run is no error, since a thread may wait anywhere (fact 2), and
 * errors in a clean-up are reported to nobody (3).
 *
 * <pre>{@code
 * async def main():
 *     rest = asyncio.create_task(fetch("A"))
 *     return await fetch("B")
 *
 * asyncio.run(main())
 * }</pre>
 */
public class VirtualThreadRun {

	private final ThreadFactory threads;

	/**
	 * Creates the lesson.
	 * @param threads such as {@code Thread.ofVirtual().factory()}
	 */
	public VirtualThreadRun(ThreadFactory threads) {
		this.threads = threads;
	}

	/**
	 * Makes calls beside main, which runs on the calling thread.
	 * @param <T> the type of the values
	 * @param rest blocking calls, which are interrupted when main has ended
	 * @param main the call whose value counts
	 * @return the value of main
	 * @throws Exception what main throws
	 */
	public <T> T run(List<Callable<T>> rest, Callable<T> main) throws Exception {
		try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(this.threads)) {
			try {
				rest.forEach(tasks::submit);
				return main.call();
			}
			finally {
				tasks.shutdownNow();
			}
		}
	}

}
