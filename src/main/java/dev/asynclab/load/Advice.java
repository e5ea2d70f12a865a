package dev.asynclab.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What would help, as the figures of an experiment show.
 *
 * @param style the style that it is about; null if it is about all, or the experiment
 * compares none
 * @param bottleneck what there was too little of
 * @param textSentence the bottleneck, the change, and by how much it would help
 * @param next the command that shows it
 */
public record Advice(@Nullable Style style, Bottleneck bottleneck, Sentence textSentence, String next) {

	/**
	 * Says the advice in English.
	 * @return the sentence's text
	 */
	@JsonProperty
	public String text() {
		return this.textSentence.text();
	}

}
