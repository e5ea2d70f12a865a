package dev.asynclab.semantics.probe;

/**
 * What a probe saw.
 *
 * @param holds whether the fact holds
 * @param seen what happened, in a few words
 */
record Observation(boolean holds, String seen) {

	static Observation of(boolean holds, String seenIfSo, String seenIfNot) {
		return new Observation(holds, holds ? seenIfSo : seenIfNot);
	}

}
