package dev.asynclab.pitfall;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.timeline.TextPicture;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes that can be run; in JSON they are an array. As text, those that were found
 * have the command that runs each.
 *
 * @param pitfalls the mistakes
 * @param commands the command of each that was found; null if all are listed
 */
record PitfallCatalogue(@JsonValue List<PitfallFacts> pitfalls,
		@Nullable List<String> commands) implements TextPicture {

	@Override
	public String toText() {
		return (this.commands == null) ? new PitfallText().list(this.pitfalls)
				: new PitfallText().found(this.pitfalls, this.commands);
	}

}
