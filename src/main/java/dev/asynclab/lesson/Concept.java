package dev.asynclab.lesson;

import java.util.Optional;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;

/**
 * A concept of asyncio that the lab teaches. Each lesson's controller is one, and the
 * beans of this type are the registry: {@code /api/lessons}, {@code /api/compare}, the
 * refusals of a style, Swagger UI, the page and HELP.md's matrix read them.
 * {@link org.springframework.core.annotation.Order @Order} gives the tutorial's order.
 */
public interface Concept {

	/**
	 * The concept's name in the lab, as in its path.
	 * @return the name in kebab-case
	 */
	String name();

	/**
	 * What the concept does.
	 * @return one sentence, for Swagger UI
	 */
	String description();

	/**
	 * Why a style has no lesson class of this concept.
	 * @param style the style
	 * @return empty if the style has one
	 */
	default Optional<Gap> gap(Style style) {
		return Optional.empty();
	}

	/**
	 * The lesson with default options, for a comparison of the styles.
	 * @return empty if the lesson does not treat its jobs alike, or has jobs of its own,
	 * and so can't be compared
	 */
	default Optional<Lesson> comparable() {
		return Optional.empty();
	}

	/**
	 * A style's lack of an honest idiom for a concept.
	 *
	 * @param reason why it has none
	 * @param nearest the nearest alternative, as the caller would write it
	 */
	record Gap(Sentence reason, String nearest) {

	}

}
