package dev.asynclab.scenario.python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Identifiers for what a scenario calls by any text: free, and as near as can be.
 */
final class Names {

	/** What the programs call themselves, and Python's own words. */
	private static final Set<String> TAKEN = Set.of("asyncio", "concurrent", "contextlib", "json", "sys", "time",
			"TICK", "ORDER", "log", "start", "note", "ends", "meets", "give_up", "waiting", "over", "places", "barrier",
			"condition", "queue", "main", "outer", "task", "tasks", "name", "delay", "value", "message",
			"cleanup_message", "in_thread", "until", "rest", "group", "done", "pending", "results", "each", "error",
			"event", "ms", "entry", "loop", "int", "print", "sorted", "isinstance", "repr", "len", "type", "False",
			"None", "True", "Exception", "BaseException", "ExceptionGroup", "and", "as", "assert", "async", "await",
			"break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
			"if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
			"with", "yield");

	private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

	/** Python's errors that are made of a message. */
	private static final Set<String> BUILT_IN = Set.of("ValueError", "RuntimeError", "TypeError", "KeyError", "OSError",
			"TimeoutError", "LookupError", "ZeroDivisionError", "ArithmeticError", "AssertionError", "AttributeError",
			"BufferError", "ConnectionError", "EOFError", "FileNotFoundError", "IndexError", "InterruptedError",
			"MemoryError", "NameError", "NotImplementedError", "OverflowError", "PermissionError", "RecursionError",
			"ReferenceError", "SystemError");

	private final Set<String> taken = new HashSet<>(TAKEN);

	private final Map<String, String> functions = new HashMap<>();

	Names(List<String> tasks) {
		tasks.forEach((task) -> this.functions.put(task, free(snake(task))));
	}

	String function(String task) {
		return this.functions.getOrDefault(task, task);
	}

	String variable(String task) {
		return function(task) + "_task";
	}

	String error(String type) {
		return isClass(type) ? type : this.functions.computeIfAbsent("error " + type, (_) -> free("CustomError"));
	}

	static boolean isBuiltIn(String error) {
		return BUILT_IN.contains(error);
	}

	// Whether a class statement can give an error this name.
	static boolean isClass(String error) {
		return error.matches(IDENTIFIER) && !TAKEN.contains(error);
	}

	// A name that nothing has, also not with what variables end with.
	String free(String wanted) {
		String name = wanted;
		for (int i = 2; this.taken.contains(name) || this.taken.contains(name + "_task"); i++) {
			name = wanted + "_" + i;
		}
		this.taken.add(name);
		this.taken.add(name + "_task");
		return name;
	}

	private static String snake(String text) {
		String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
		return name.matches("[a-z].*") ? name : ("job_" + name).replaceAll("_$", "");
	}

}
