package dev.asynclab.lesson.run;

import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * {@code run} itself: the entry point, on whatever thread calls it.
 * <p>
 * A failure of main is thrown. Well or badly, when main has ended every task left is
 * cancelled and awaited, and then the loop is closed; what a task throws in its clean-up
 * is reported, not thrown. On cancellation, an interrupt of the calling thread, main is
 * cancelled. Called in a task it throws IllegalStateException: one loop runs a thread.
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
	 * Runs main beside other tasks, on a loop of its own.
	 * @param <T> the type of the values
	 * @param rest what runs beside main, and is cancelled when main has ended
	 * @param main the coroutine whose value counts
	 * @return the value of main
	 */
	public <T> T run(List<Coroutine<T>> rest, Coroutine<T> main) {
		return Asyncio.<T>run(() -> {
			rest.forEach(Asyncio::<T>createTask);
			return main.run();
		});
	}

}
