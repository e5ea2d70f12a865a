package dev.asynclab.lesson.run;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * {@code run} as {@link Mono#block()}: the step from blocking into reactive code, at the
 * one place of a program that needs it, such as {@code main}.
 * <p>
 * If main fails, its error is thrown. When main has ended, with a value or an error,
 * every request that is left is cancelled; so they are on cancellation (an interrupt of
 * the calling thread). On a thread of the event loop this throws IllegalStateException,
 * since it would wait for itself, unless the value is already there.
 * <p>
 * The gap: this does not wait until the cancelled requests have cleaned up (fact 3). The
 * event loop is neither created nor closed: the client has one as long as the program
 * runs.
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
	 * @param main the call whose value is returned
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
