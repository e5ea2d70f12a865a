package dev.asynclab.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks of each style in each state. Tasks that have ended are counted from
 * the start of the service, even if they are no longer kept.
 */
final class TaskCounts {

	private final Map<Key, AtomicLong> counts = new ConcurrentHashMap<>();

	void move(Style style, @Nullable State from, State to) {
		if (from == to) {
			return;
		}
		counter(style, to).incrementAndGet();
		if (from != null) {
			counter(style, from).decrementAndGet();
		}
	}

	long of(Style style, State state) {
		return counter(style, state).get();
	}

	private AtomicLong counter(Style style, State state) {
		return this.counts.computeIfAbsent(new Key(style, state), (_) -> new AtomicLong());
	}

	private record Key(Style style, State state) {

	}

}
