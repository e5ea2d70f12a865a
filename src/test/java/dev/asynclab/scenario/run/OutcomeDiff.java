package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The differences between two outcomes, as {@code oracle.py --diff} finds them.
 */
public final class OutcomeDiff {

	private static final Set<String> IGNORED = Set.of("python", "rawOrder", "id", "lab");

	private final List<String> lines = new ArrayList<>();

	private OutcomeDiff() {
	}

	public static List<String> of(JsonNode expected, JsonNode actual) {
		OutcomeDiff diff = new OutcomeDiff();
		// Read back as it would be sent, so that equal numbers are of one type.
		diff.compare("$", expected, JsonMapper.shared().readTree(actual.toString()));
		return diff.lines;
	}

	private void compare(String path, @Nullable JsonNode expected, @Nullable JsonNode actual) {
		if (expected == null || actual == null) {
			this.lines.add(path + " only in " + ((expected != null) ? "expected" : "actual"));
		}
		else if (expected.isObject() && actual.isObject()) {
			Set<String> names = new TreeSet<>(expected.propertyNames());
			names.addAll(actual.propertyNames());
			if (path.equals("$")) {
				names.removeAll(IGNORED);
			}
			names.forEach((name) -> compare(path + "." + name, expected.get(name), actual.get(name)));
		}
		else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
			for (int i = 0; i < expected.size(); i++) {
				compare(path + "[" + i + "]", expected.get(i), actual.get(i));
			}
		}
		else if (!expected.equals(actual)) {
			this.lines.add(path + ": expected " + expected + ", got " + actual);
		}
	}

}
