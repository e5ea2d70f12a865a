package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a random program and compares what happened with what CPython did.
 */
final class ProgramComparison {

	/** A program takes milliseconds. */
	private static final Duration HANG = Duration.ofSeconds(Integer.getInteger("hang", 60));

	private ProgramComparison() {
	}

	/**
	 * Says where a program goes another way than in CPython, but for the order of timers
	 * with equal deadlines.
	 * @param line a line of {@code programs.py}: the program and its outcomes there
	 * @return the first difference, or null
	 */
	static @Nullable String difference(JsonNode line) throws InterruptedException {
		String difference = difference(line, true);
		return (difference != null) ? difference(line, false) : null;
	}

	/**
	 * Runs a program that hangs in CPython, and so has no outcome to compare with.
	 * @param line a line of {@code programs.py}
	 * @return whether it hangs here too, or has to be stopped
	 */
	static boolean hangs(JsonNode line) throws InterruptedException {
		ProgramRun run = new ProgramRun(line.get("program"), !line.get("outcome").isNull());
		return !Thread.ofPlatform().daemon().start(run::run).join(HANG) || run.reapedInVain();
	}

	static @Nullable String difference(JsonNode line, boolean ties) throws InterruptedException {
		ProgramRun run = new ProgramRun(line.get("program"), ties);
		Thread thread = Thread.ofPlatform().daemon().start(run::run);
		String program = "seed " + line.get("program").get("seed") + " " + line.get("program").get("kinds");
		if (!thread.join(HANG)) {
			Thread keeper = run.thread();
			StackTraceElement[] stack = ((keeper != null) ? keeper : thread).getStackTrace();
			return program + " hangs at\n" + List.of(stack) + "\nafter\n" + String.join("\n", run.trace());
		}
		JsonNode expected = line.get(ties ? "outcome" : "untied");
		String where = firstDifference(strings(expected.get("trace")), run.trace());
		if (where == null) {
			where = firstDifference(strings(expected.get("reports")), run.reports());
		}
		return (where != null) ? program + ", " + where : null;
	}

	private static @Nullable String firstDifference(List<String> python, List<String> java) {
		for (int i = 0; i < Math.max(python.size(), java.size()); i++) {
			String theirs = (i < python.size()) ? python.get(i) : "(nothing)";
			String ours = (i < java.size()) ? java.get(i) : "(nothing)";
			if (!theirs.equals(ours)) {
				return "line " + i + "\n  CPython: " + theirs + "\n  Java:    " + ours;
			}
		}
		return null;
	}

	private static List<String> strings(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}
