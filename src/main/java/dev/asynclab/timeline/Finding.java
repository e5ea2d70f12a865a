package dev.asynclab.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.asynclab.notation.Sentence;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the figures of one run show, and what to do about it.
 *
 * @param textSentence what the figures show
 * @param adviceSentence what to do about it
 * @param see the command that shows the cure, or the pitfall
 */
@JsonPropertyOrder({ "code", "text", "textSentence", "advice", "adviceSentence", "see" })
public record Finding(Sentence textSentence, Sentence adviceSentence,
		@Schema(description = "The command that shows the cure, or the pitfall.") String see) {

	/**
	 * Names the kind of finding, in all languages.
	 * @return the code of {@link #textSentence}
	 */
	@JsonProperty
	@Schema(description = "Names the kind of finding.")
	public String code() {
		return this.textSentence.code();
	}

	/**
	 * Says what the figures show, in English.
	 * @return the text of {@link #textSentence}
	 */
	@JsonProperty
	public String text() {
		return this.textSentence.text();
	}

	/**
	 * Says what to do about it, in English.
	 * @return the text of {@link #adviceSentence}
	 */
	@JsonProperty
	public String advice() {
		return this.adviceSentence.text();
	}

}
