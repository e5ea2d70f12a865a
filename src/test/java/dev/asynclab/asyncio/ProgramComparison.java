package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a random program on a thread of its own and compares what happened with what
 * CPython did. A program that hangs in CPython must hang here, too: a hang is an outcome
 * like another.
 */
final class ProgramComparison {

	private final JsonNode line;

	private final Thread thread;

	private volatile @Nullable ProgramRun run;

	/** Read when the thread has ended. */
	private @Nullable String difference = "the comparison failed";

	private ProgramComparison(JsonNode line) {
		this.line = line;
		this.thread = Thread.ofPlatform().daemon().unstarted(this::compare);
	}

	/**
	 * Starts to run a program.
	 * @param line a line of {@code programs.py}: the program and its outcomes there
	 * @return what compares it
	 */
	static ProgramComparison start(JsonNode line) {
		ProgramComparison comparison = new ProgramComparison(line);
		comparison.thread.start();
		return comparison;
	}

	/**
	 * Waits until the program has ended: it takes milliseconds.
	 * @param limit how long to wait at most
	 */
	void awaitEnd(Duration limit) throws InterruptedException {
		this.thread.join(limit);
	}

	boolean hasEnded() {
		return !this.thread.isAlive();
	}

	/**
	 * Says where the program went another way than in CPython, but for the order of
	 * timers with equal deadlines.
	 * @return the first difference, or null
	 */
	@Nullable String difference() {
		if (this.thread.isAlive()) {
			return hangsInCPython() ? null : this + " hangs at\n" + hangingAt();
		}
		return (this.difference != null) ? this + ", " + this.difference : null;
	}

	boolean hangsInCPython() {
		return this.line.get("outcome").isNull() || this.line.get("untied").isNull();
	}

	private String hangingAt() {
		ProgramRun run = this.run;
		if (run == null) {
			return "nothing";
		}
		Thread keeper = run.loop().thread();
		StackTraceElement[] stack = ((keeper != null) ? keeper : this.thread).getStackTrace();
		return List.of(stack) + "\nafter\n" + String.join("\n", run.trace().lines());
	}

	private void compare() {
		this.difference = difference(true);
		if (this.difference != null) {
			this.difference = difference(false);
		}
	}

	private @Nullable String difference(boolean ties) {
		ProgramRun run = new ProgramRun(this.line.get("program"), ties);
		this.run = run;
		run.run();
		JsonNode expected = this.line.get(ties ? "outcome" : "untied");
		if (expected.isNull()) {
			return run.hung() ? null : "it hangs in CPython only";
		}
		if (run.hung()) {
			return "it hangs in Java only";
		}
		String where = firstDifference(strings(expected.get("trace")), run.trace().lines());
		return (where != null) ? where : firstDifference(strings(expected.get("reports")), run.trace().reports());
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

	@Override
	public String toString() {
		return "seed " + this.line.get("program").get("seed") + " " + this.line.get("program").get("kinds");
	}

}
