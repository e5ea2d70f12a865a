package dev.asynclab.collapse;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;

/**
 * What the figures of a phase say.
 *
 * @param phase the phase
 * @param textSentence what they say, with what was predicted
 */
record Remark(Phase phase, Sentence textSentence) {

	@JsonProperty
	String text() {
		return this.textSentence.text();
	}

}
