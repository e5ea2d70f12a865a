package dev.asynclab.semantics.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Track;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one form.
 *
 * @param form what was measured, such as {@code CompletableFuture.allOf}
 * @param answer whether the fact holds
 * @param seenSentence what happened, in a few words
 * @param timeline what happened when; null unless it was measured to be drawn
 */
public record Measurement(String form, Verdict answer, Sentence seenSentence,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Track timeline) {

	Measurement(String form, Verdict answer, Sentence seenSentence) {
		this(form, answer, seenSentence, null);
	}

	@JsonProperty
	public String seen() {
		return this.seenSentence.text();
	}

	/**
	 * Whether a fact holds.
	 */
	public enum Verdict {

		/** As in asyncio. */
		YES("✓"),

		/** Not as in asyncio. */
		NO("✗"),

		/** The style has no such idiom, or no such lesson. */
		NONE("–"),

		/** The probe did not end within its time, or it failed. */
		UNKNOWN("?");

		private final String mark;

		Verdict(String mark) {
			this.mark = mark;
		}

		public String mark() {
			return this.mark;
		}

		@JsonValue
		public String id() {
			return EnumId.of(this);
		}

	}

}
