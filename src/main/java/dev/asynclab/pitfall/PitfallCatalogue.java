package dev.asynclab.pitfall;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.timeline.TextPicture;

/**
 * The mistakes that can be run; in JSON they are an array.
 */
record PitfallCatalogue(@JsonValue List<PitfallFacts> pitfalls) implements TextPicture {

	@Override
	public String toText() {
		return new PitfallText().list(this.pitfalls);
	}

}
