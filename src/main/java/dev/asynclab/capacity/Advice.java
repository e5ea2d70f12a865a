package dev.asynclab.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What would help a style.
 *
 * @param style the style; null if it is about all
 * @param bottleneck what there was too little of
 * @param textSentence the bottleneck, the change, and by how much it would help
 * @param next the command that shows it
 */
record Advice(@Nullable Style style, Bottleneck bottleneck, Sentence textSentence, String next) {

	@JsonProperty
	String text() {
		return this.textSentence.text();
	}

}
