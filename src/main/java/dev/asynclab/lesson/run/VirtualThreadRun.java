package dev.asynclab.lesson.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * {@code run} as an executor that exists as long as main runs.
 * {@link ExecutorService#close()} alone would wait for the other calls, so they are
 * interrupted first.
 * <p>
 * If main fails, its error is thrown. When main has ended, with a value or an error,
 * every call that is left is interrupted and awaited. A call that swallows the interrupt
 * is awaited until its end. On cancellation (an interrupt of the calling thread) main's
 * own call is interrupted.
 * <p>
 * The gap: a run inside a run is no error, since a thread may wait anywhere (fact 2), and
 * errors in a clean-up are not reported (3).
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
	 * @param main the call whose value is returned
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
