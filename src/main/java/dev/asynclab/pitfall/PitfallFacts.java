package dev.asynclab.pitfall;

import java.util.List;

/**
 * What is known of a mistake before it is run.
 *
 * @param id the id of the mistake in the API
 * @param title the mistake in a few words
 * @param springSide what happens in Java and Spring
 * @param asyncioSide the same mistake in Python
 * @param severity what the mistake costs
 * @param rule what to do instead
 * @param sources where the mistake is described
 * @param symptoms what people write who have met the mistake: phrases, and texts of
 * exceptions
 * @param inYourService what shows the mistake in a service of one's own: a metric, a line
 * of a thread dump, or a line of a log
 */
public record PitfallFacts(String id, String title, String springSide, String asyncioSide, Severity severity,
		String rule, List<Source> sources, String symptoms, String inYourService) {

}
