package dev.asynclab.pitfall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds mistakes by the words in which people tell of them. A word counts the more, the
 * fewer mistakes have it, and most where it is a symptom or in the title.
 */
final class PitfallSearch {

	private static final int MOST = 8;

	private static final int SYMPTOM = 3;

	// What tells less than this part of what the best tells is left out.
	private static final double ENOUGH = 0.35;

	private static final Pattern TIME_OUT = Pattern.compile("time[- ]?outs?\\b");

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern ENDING = Pattern.compile("(?<=..)(ing|ed|es|s|e)$");

	private static final Pattern DOUBLED = Pattern.compile("([bdgmnprt])\\1$");

	private static final Set<String> NO_SYMPTOM = Set
		.of(("a an the my our your i we it its they he she this that these "
				+ "is are was were be been am do does did not no don t doesn didn won can could will would should has have had "
				+ "in on of to and or for with from at by as but if so than then there when while what which who why how "
				+ "after before some any all only just get gets got me us you s very")
			.split(" "));

	private final List<Entry> entries;

	private final Map<String, Integer> frequencies = new HashMap<>();

	PitfallSearch(List<PitfallFacts> catalogue) {
		this.entries = catalogue.stream().map(Entry::of).toList();
		this.entries.forEach((entry) -> {
			Set<String> all = new HashSet<>(entry.symptoms());
			all.addAll(entry.others());
			all.forEach((word) -> this.frequencies.merge(word, 1, Integer::sum));
		});
	}

	/**
	 * Finds the mistakes that a text may tell of.
	 * @param symptom the text
	 * @return the mistakes, best first; empty if no word of the text is known
	 */
	List<PitfallFacts> find(String symptom) {
		Set<String> words = words(symptom);
		List<Found> found = new ArrayList<>();
		for (Entry entry : this.entries) {
			double score = words.stream().mapToDouble((word) -> score(entry, word)).sum();
			if (score > 0) {
				found.add(new Found(entry.facts(), score));
			}
		}
		found.sort(Comparator.comparingDouble(Found::score).reversed());
		return found.stream()
			.takeWhile((it) -> it.score() >= ENOUGH * found.getFirst().score())
			.limit(MOST)
			.map(Found::facts)
			.toList();
	}

	private double score(Entry entry, String word) {
		double rare = Math.log(1 + (double) this.entries.size() / this.frequencies.getOrDefault(word, 1));
		if (entry.symptoms().contains(word)) {
			return SYMPTOM * rare;
		}
		return entry.others().contains(word) ? rare : 0;
	}

	private static Set<String> words(String text) {
		Set<String> words = new LinkedHashSet<>();
		String lower = TIME_OUT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("timeout");
		for (String word : NO_WORD.split(lower, -1)) {
			if (!word.isEmpty() && !NO_SYMPTOM.contains(word)) {
				words.add(stem(word));
			}
		}
		return words;
	}

	private static String stem(String word) {
		String stem = ENDING.matcher(word).replaceFirst("");
		return DOUBLED.matcher(stem).replaceFirst("$1");
	}

	private record Found(PitfallFacts facts, double score) {

	}

	private record Entry(PitfallFacts facts, Set<String> symptoms, Set<String> others) {

		static Entry of(PitfallFacts facts) {
			return new Entry(facts, words(facts.id() + " " + facts.title() + " " + facts.symptoms()), words(
					String.join(" ", facts.springSide(), facts.asyncioSide(), facts.rule(), facts.inYourService())));
		}

	}

}
