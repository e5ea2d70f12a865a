package dev.asynclab.storm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;

/**
 * What would help.
 *
 * @param bottleneck what there was too little of
 * @param textSentence the bottleneck, the change, and by how much it would help
 * @param next the command that shows it
 */
record Advice(String bottleneck, Sentence textSentence, String next) {

	/** The threads of the service, or what takes their place. */
	static final String THREAD = "thread";

	/** Nothing. */
	static final String NONE = "none";

	@JsonProperty
	String text() {
		return this.textSentence.text();
	}

}
