package dev.asynclab.cpubound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;

/**
 * A place for CPU-bound jobs.
 *
 * @param place the place
 * @param starter starts jobs there
 * @param heart the place of the heartbeat, which shows how the jobs delay other work
 * @param heartbeat starts to beat there, until the pulse is stopped
 * @param python the same in Python
 * @param lesson what a run teaches
 * @param next the path to try next
 */
record CpuSite(Place place, Starter starter, Place heart, Consumer<Pulse> heartbeat, String python, Sentence lesson,
		String next) {

	/**
	 * Tells whether the jobs share the thread of an event loop.
	 * @return {@code true} if they do
	 */
	boolean isEventLoop() {
		return this.place.isEventLoop();
	}

	/**
	 * What a job computed, and when.
	 *
	 * @param name the job
	 * @param value what it computed, in hexadecimal
	 * @param startNanos when it began, in nanoseconds since all were submitted
	 * @param endNanos when it ended
	 * @param thread the thread on which it ran, or the asyncio loop
	 */
	record Computed(String name, String value, long startNanos, long endNanos, String thread) {

	}

	/** Starts all jobs at once. */
	@FunctionalInterface
	interface Starter {

		CompletableFuture<List<Computed>> start(List<CpuJob> jobs, Function<CpuJob, Computed> code) throws Exception;

	}

}
