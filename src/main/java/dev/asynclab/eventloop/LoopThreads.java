package dev.asynclab.eventloop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.eventloop.Watchdog.Watch;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The threads on which the loops of lessons and tasks run. They are platform threads:
 * only these can carry the tasks of a loop. A thread that has run a loop is kept for the
 * next one for 30 s. There are as many as loops that run at once, which admission bounds.
 */
@Component
public class LoopThreads {

	private static final int KEEP_SECONDS = 30;

	private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("loop-", 1).factory());

	private final Watchdog watchdog;

	LoopThreads(Watchdog watchdog) {
		this.watchdog = watchdog;
	}

	/**
	 * Runs code that runs a new loop, on a thread that has the loop's name. The loop is
	 * watched meanwhile.
	 * @param <T> the type of the result
	 * @param code what to run
	 * @return what the code returns or throws; cancelling the future does not stop it
	 */
	public <T extends @Nullable Object> CompletableFuture<T> start(LoopCode<T> code) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.threads.execute(() -> {
			EventLoop loop = new EventLoop();
			Thread thread = Thread.currentThread();
			String name = thread.getName();
			try (Watch watch = this.watchdog.watch(loop)) {
				thread.setName(watch.name());
				T value = code.run(loop, watch);
				result.complete(value);
			}
			catch (Throwable error) {
				result.completeExceptionally(error);
			}
			finally {
				thread.setName(name);
			}
		});
		return result;
	}

	@PreDestroy
	void close() {
		this.threads.shutdownNow();
	}

	/**
	 * Code that runs an event loop.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	public interface LoopCode<T extends @Nullable Object> {

		/**
		 * Runs the loop.
		 * @param loop the loop
		 * @param watch tells the loop's name
		 * @return the result
		 * @throws Exception if the code fails
		 */
		T run(EventLoop loop, Watch watch) throws Exception;

	}

}
