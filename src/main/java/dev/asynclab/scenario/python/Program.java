package dev.asynclab.scenario.python;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.steps.Step.Line;
import dev.asynclab.scenario.steps.Step.Statement;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program for CPython, and where in it is what.
 *
 * @param text the program
 * @param story the lines of the scenario itself: its tasks and what awaits them. Those
 * before and after keep the log and print it
 * @param places the lines of each statement that a step of the event loop may name
 * @param tiesSentence what happens to times that are equal, or null if none are
 */
@Schema(name = "ScenarioProgram")
public record Program(String text, Story story, List<Place> places,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sentence tiesSentence) implements TextPicture {

	/**
	 * Says what happens to times that are equal, in English.
	 * @return the text of {@link #tiesSentence}
	 */
	@JsonProperty
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public @Nullable String ties() {
		return (this.tiesSentence != null) ? this.tiesSentence.text() : null;
	}

	@Override
	public String toText() {
		return this.text;
	}

	/**
	 * Some lines in a row.
	 *
	 * @param from the number of the first, beginning with 1
	 * @param to the number of the last
	 */
	@Schema(name = "ScenarioProgramStory")
	public record Story(int from, int to) {

	}

	/**
	 * A statement of the scenario.
	 *
	 * @param task the task whose it is, {@code outer} or {@code body}
	 * @param statement the statement, as the line of a step names it
	 * @param lines the numbers of its lines
	 */
	@Schema(name = "ScenarioProgramPlace")
	public record Place(String task, Statement statement, List<Integer> lines) {

		static List<Place> of(Map<Line, List<Integer>> lines) {
			return lines.entrySet()
				.stream()
				.map((place) -> new Place(place.getKey().task(), place.getKey().statement(), place.getValue()))
				.toList();
		}

	}

}
