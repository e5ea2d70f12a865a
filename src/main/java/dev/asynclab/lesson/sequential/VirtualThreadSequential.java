package dev.asynclab.lesson.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One blocking call after the other, all on the calling virtual thread. Like
 * {@code await fetch()}, this makes no new task.
 * <p>
 * The first failure is thrown, and the calls after it are never made. On cancellation (an
 * interrupt) the call that is running throws.
 *
 * <pre>{@code
 * results = [await fetch("A"), await fetch("B")]
 * }</pre>
 */
public class VirtualThreadSequential {

	/**
	 * Makes the calls one after the other.
	 * @param <T> the type of the values
	 * @param calls blocking calls
	 * @return the values in order
	 * @throws Exception what the first failing call throws
	 */
	public <T> List<T> sequential(List<Callable<T>> calls) throws Exception {
		List<T> results = new ArrayList<>();
		for (Callable<T> call : calls) {
			results.add(call.call());
		}
		return results;
	}

}
