package dev.asynclab.scenario.steps;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All steps of a scenario, and its outcome.
 *
 * @param steps the steps, in the order in which they were taken
 * @param left how many more steps there were, which are not told
 * @param outcome the outcome of the scenario
 * @param all whether the text also shows the steps of what runs the scenario
 */
@Schema(name = "ScenarioSteps")
public record Steps(List<Step> steps, int left,
		@Schema(implementation = Object.class, ref = "#/components/schemas/Outcome") ObjectNode outcome,
		@JsonIgnore boolean all) implements TextPicture {

	/**
	 * Makes the text show all steps.
	 * @param all whether it does, or leaves out what the page hides
	 * @return the same steps
	 */
	public Steps withAll(boolean all) {
		return new Steps(this.steps, this.left, this.outcome, all);
	}

	/**
	 * Says that not all steps are told, in English.
	 * @return the text of {@link #cutSentence()}
	 */
	@JsonProperty
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public @Nullable String cut() {
		Sentence sentence = cutSentence();
		return (sentence != null) ? sentence.text() : null;
	}

	/**
	 * Says that not all steps are told.
	 * @return the sentence, or null if they are
	 */
	@JsonProperty
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public @Nullable Sentence cutSentence() {
		return (this.left == 0) ? null
				: Sentence.of("steps.cut", "The scenario took {0} steps. The first {1} are told.",
						this.steps.size() + this.left, this.steps.size());
	}

	@Override
	public String toText() {
		return StepsText.of(this, this.all);
	}

}
