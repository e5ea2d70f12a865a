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
	 * Finds that what was seen is that of a busy machine.
	 * @param experiment the name of what kept it busy
	 * @param see the command that runs the same again
	 * @return the finding
	 */
	public static Finding beside(String experiment, String see) {
		return new Finding(
				Sentence.of("finding.beside",
						"The experiment {0} kept the machine busy, so times are longer than usual.", experiment),
				Sentence.of("advice.run-again", "Run it again when the experiment has ended."), see);
	}

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
