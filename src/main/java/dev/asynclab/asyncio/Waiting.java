package dev.asynclab.asyncio;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Stands between several futures and the tasks that wait for them, so that the call graph
 * can tell which of these futures the tasks need.
 */
final class Waiting extends Future<@Nullable Void> {

	private final Supplier<Set<Set<Future<?>>>> needs;

	private final double limit;

	Waiting(EventLoop loop, Supplier<Set<Set<Future<?>>>> needs) {
		this(loop, Double.POSITIVE_INFINITY, needs);
	}

	/**
	 * Creates it.
	 * @param loop the loop
	 * @param limit the loop's time when the wait ends in any case, or infinite
	 * @param needs gives what a task that waits now needs: of each of these sets, one
	 * future must end. None if a time limit ends the wait, or if no task waits yet
	 */
	Waiting(EventLoop loop, double limit, Supplier<Set<Set<Future<?>>>> needs) {
		super(loop);
		this.limit = limit;
		this.needs = needs;
	}

	@Override
	double due() {
		return this.limit;
	}

	Set<Set<Future<?>>> needs() {
		return this.needs.get();
	}

	static Set<Set<Future<?>>> each(Collection<? extends Future<?>> futures) {
		Set<Set<Future<?>>> needs = new LinkedHashSet<>();
		pending(futures).forEach((future) -> needs.add(Set.of(future)));
		return needs;
	}

	static Set<Set<Future<?>>> any(Collection<? extends Future<?>> futures) {
		Set<Future<?>> pending = pending(futures);
		return pending.isEmpty() ? Set.of() : Set.of(pending);
	}

	private static Set<Future<?>> pending(Collection<? extends Future<?>> futures) {
		Set<Future<?>> pending = new LinkedHashSet<>(futures);
		pending.removeIf(Future::done);
		return pending;
	}

}
