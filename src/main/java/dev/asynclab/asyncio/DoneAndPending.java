package dev.asynclab.asyncio;

import java.util.Set;

/**
 * What {@link Asyncio#wait} returns.
 *
 * @param <F> the type of the futures
 * @param done those that were done, in any way
 * @param pending those that were not
 */
public record DoneAndPending<F extends Future<?>>(Set<F> done, Set<F> pending) {

}
