package dev.asynclab.lesson.taskgroup;

import java.util.List;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code TaskGroup} as a merge of Monos, which cancels the other calls when one fails,
 * and leaves none running.
 * <p>
 * The first failure cancels the other calls and is raised. Cancelling the subscription
 * cancels every call that has not ended.
 * <p>
 * The gap: a call whose subscription is cancelled ends at once, so the group does not
 * wait for clean-ups (facts 33 and 37), and errors raised then are dropped. The error is
 * raised bare, since Java has no {@code except*}. A call that other code cancels ends
 * with an error like any other, and so cancels the other calls (35).
 *
 * <pre>{@code
 * async with asyncio.TaskGroup() as group:
 *     task1 = group.create_task(fetch("A"))
 *     task2 = group.create_task(fetch("B"))
 * results = [task1.result(), task2.result()]
 * }</pre>
 */
public class WebClientTaskGroup {

	/**
	 * Makes all calls at once, when subscribed to.
	 * @param <T> the type of the values
	 * @param calls cold calls, each with one value
	 * @return the values in argument order, or the first error that occurs
	 */
	public <T> Mono<List<T>> taskGroup(List<Mono<T>> calls) {
		return Flux.fromIterable(calls).flatMapSequential(Function.identity(), Integer.MAX_VALUE).collectList();
	}

}
