package dev.asynclab.lesson.run;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * {@code run} as {@link Mono#block()}: from blocking code into the reactive, at the one
 * place where a program does so, such as {@code main}.
 * <p>
 * A failure of main is thrown. Well or badly, when main has ended every request left is
 * cancelled. On cancellation, an interrupt of the calling thread, they are too. Called on
 * a thread of the event loop it throws IllegalStateException, since it would wait for
 * itself, unless the value is there already.
 * <p>
 * The gap: nothing here waits until what was cancelled has cleaned up (fact 3), and the
 * event loop is neither made nor closed: the client's serves as long as the program runs.
 *
 * <pre>{@code
 * async def main():
 *     rest = asyncio.create_task(fetch("A"))
 *     return await fetch("B")
 *
 * asyncio.run(main())
 * }</pre>
 */
public class WebClientRun {

	/**
	 * Makes calls beside main, and waits for main.
	 * @param <T> the type of the values
	 * @param rest cold calls, which are cancelled when main has ended
	 * @param main the call whose value counts
	 * @return the value of main, {@code null} if it has none
	 */
	public <T> @Nullable T run(List<Mono<T>> rest, Mono<T> main) {
		Disposable.Composite tasks = Disposables.composite();
		try {
			rest.forEach((call) -> tasks.add(call.subscribe()));
			return main.block();
		}
		finally {
			tasks.dispose();
		}
	}

}
