package dev.asynclab.lesson;

import java.util.Optional;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;

/**
 * A concept of asyncio that the lab teaches. Each lesson's controller is one. The beans
 * of this type are the registry: {@code /api/lessons}, {@code /api/compare}, the 422
 * answers for a style that a concept lacks, Swagger UI, the page and the matrix in
 * HELP.md read them. {@link org.springframework.core.annotation.Order @Order} gives the
 * order of the tutorial.
 */
public interface Concept {

	/**
	 * Returns the name of the concept, as in its path.
	 * @return the name in kebab-case
	 */
	String name();

	/**
	 * Returns what the concept does.
	 * @return one sentence, for Swagger UI
	 */
	String description();

	/**
	 * Returns why a style has no lesson class for this concept.
	 * @param style the style
	 * @return the gap, or empty if the style has a lesson class
	 */
	default Optional<Gap> gap(Style style) {
		return Optional.empty();
	}

	/**
	 * Returns the lesson with default options, for a comparison of the styles.
	 * @return the lesson; empty if it treats its jobs differently or has jobs of its own,
	 * and so can't be compared
	 */
	default Optional<Lesson> comparable() {
		return Optional.empty();
	}

	/**
	 * Says that a style has no idiomatic way to do what a concept does.
	 *
	 * @param reason why the style has none
	 * @param nearest the nearest alternative, as the caller would write it
	 */
	record Gap(Sentence reason, String nearest) {

	}

}
