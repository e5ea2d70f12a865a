package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a row of the table says. It is put so that asyncio's own answer is yes.
 *
 * @param id its name in kebab-case
 * @param text the fact, in at most 38 characters
 * @param facts the numbers of the facts in {@code semantics.md}
 * @param matters what goes wrong where code relies on the fact and it does not hold; of a
 * fact that is unwanted, what goes wrong where it holds
 * @param scenario a body for {@code POST /api/scenarios} that shows the fact, or an empty
 * node where the grammar can't express it
 */
public record Statement(String id, String text, List<Integer> facts, String matters, JsonNode scenario) {

	private static final Set<String> UNWANTED = Set.of("blocking-delays-others");

	private static final JsonNode SCENARIOS = new JsonMapper()
		.readTree(Objects.requireNonNull(Statement.class.getResourceAsStream("scenarios.json")));

	Statement(String id, String text, List<Integer> facts, String matters) {
		this(id, text, facts, matters, SCENARIOS.path(id));
	}

	/**
	 * Returns whether one would rather have it otherwise, also in asyncio.
	 * @return {@code true} for a bad property
	 */
	public boolean unwanted() {
		return UNWANTED.contains(this.id);
	}

}
