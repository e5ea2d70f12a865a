package dev.asynclab.semantics.probe;

import dev.asynclab.notation.Sentence;

/**
 * What a probe saw.
 *
 * @param holds whether the fact holds
 * @param seen what happened, in a few words
 */
record Observation(boolean holds, Sentence seen) {

	static Observation of(boolean holds, Sentence seenIfSo, Sentence seenIfNot) {
		return new Observation(holds, holds ? seenIfSo : seenIfNot);
	}

}
