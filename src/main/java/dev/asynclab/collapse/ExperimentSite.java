package dev.asynclab.collapse;

import java.util.function.LongBinaryOperator;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A place whose threads the calls of an experiment share. The request's thread is none,
 * since the experiment needs it itself.
 */
interface ExperimentSite extends CallSite {

	/**
	 * What an experiment teaches on an event loop.
	 */
	Sentence ONE_LOOP = Sentence.of("collapse.event-loop",
			"One loop has one thread: the few calls that block it slow down all others.");

	/**
	 * Says for how long a heartbeat waited for the place's event loop.
	 * @return the longest lag between two times, all in nanoseconds; null if the place
	 * has no event loop
	 */
	default @Nullable LongBinaryOperator longestLag() {
		return null;
	}

	/**
	 * What an experiment teaches here.
	 * @return the words of its report
	 */
	Words words();

	/**
	 * The words of a report.
	 *
	 * @param lesson what to learn
	 * @param next the path of what to try next
	 */
	record Words(Sentence lesson, String next) {

	}

}
