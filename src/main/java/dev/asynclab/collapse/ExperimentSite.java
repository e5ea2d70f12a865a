package dev.asynclab.collapse;

import java.util.function.LongBinaryOperator;

import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A place whose threads the calls of an experiment share.
 *
 * @param calls carries out the calls
 * @param longestLag computes for how long a heartbeat waited for the place's event loop
 * between two times, all in nanoseconds; null if the place has no event loop
 * @param lesson what an experiment teaches here
 * @param next the path to try next
 */
record ExperimentSite(CallSite calls, @Nullable LongBinaryOperator longestLag, Sentence lesson, String next) {

	Place place() {
		return this.calls.place();
	}

}
