package dev.asynclab.lesson.run;

import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code run} itself: the entry point, on the calling thread.
 * <p>
 * If main fails, its error is thrown. When main has ended, with a value or an error,
 * every task that is left is cancelled and awaited, and then the loop is closed. An error
 * that a task throws in its clean-up is reported, not thrown. On cancellation (an
 * interrupt of the calling thread) main is cancelled. If a task calls this,
 * IllegalStateException is thrown, since a thread runs only one loop.
 *
 * <pre>{@code
 * async def main():
 *     rest = asyncio.create_task(fetch("A"))
 *     return await fetch("B")
 *
 * asyncio.run(main())
 * }</pre>
 */
public class AsyncioRun {

	/**
	 * Runs main beside other tasks, on its own loop.
	 * @param <T> the type of the values
	 * @param rest coroutines that run beside main, and are cancelled when main has ended
	 * @param main the coroutine whose value is returned
	 * @return the value of main
	 */
	public <T> T run(List<Coroutine<T>> rest, Coroutine<T> main) {
		return Asyncio.<T>run(() -> {
			rest.forEach(Asyncio::<T>createTask);
			return main.run();
		});
	}

}
