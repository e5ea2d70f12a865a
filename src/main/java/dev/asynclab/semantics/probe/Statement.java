package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * What a row of the table says. It is put so that asyncio's own answer is yes.
 *
 * @param id its name in kebab-case
 * @param text the fact, in at most 38 characters
 * @param facts the numbers of the facts in {@code semantics.md}
 * @param matters what goes wrong where someone relies on it and it does not hold
 * @param scenario a body for {@code POST /api/scenarios} that shows it, or empty where
 * the grammar can't say it
 */
public record Statement(String id, String text, List<Integer> facts, String matters, String scenario) {

}
