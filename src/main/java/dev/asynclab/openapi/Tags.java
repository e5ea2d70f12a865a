package dev.asynclab.openapi;

import java.util.List;

import io.swagger.v3.oas.models.tags.Tag;

/**
 * The subjects of the operations, in their order. An operation names its tag with
 * {@code @Tag(name = Tags.COLLAPSE)}; the description is given here. The lessons' tags
 * come before these, from the registry of concepts.
 */
public final class Tags {

	/** The same plan in every style. */
	public static final String COMPARE = "compare";

	/** Tasks that live on after the request. */
	public static final String TASKS = "tasks";

	/** Any tasks, with failures and cancellations. */
	public static final String SCENARIOS = "scenarios";

	/** Work that computes and never waits. */
	public static final String CPU_BOUND = "cpu-bound";

	/** The cost of one blocking call. */
	public static final String COLLAPSE = "collapse";

	/** One workload in every style. */
	public static final String CAPACITY = "capacity";

	/** Why an outage outlives its cause. */
	public static final String STORM = "retry-storm";

	/** Common mistakes, broken and fixed. */
	public static final String PITFALLS = "pitfalls";

	/** Very many tasks at once. */
	public static final String SCALE = "scale";

	/** Differences between the usual idioms and asyncio. */
	public static final String SEMANTICS = "semantics";

	private Tags() {
	}

	static List<Tag> inOrder() {
		return List.of(tag(TASKS, "Creates tasks that live on after the request: list, await, watch and cancel them."),
				tag(SCENARIOS,
						"Runs any tasks, with failures and cancellations. In style asyncio the result is that of CPython."),
				tag(SEMANTICS,
						"Shows what programs rely on in asyncio, and which idioms and lessons of each style guarantee it."),
				tag(COMPARE, "Runs one plan in every style, one after another, on one time axis."),
				tag(CPU_BOUND, "Runs code that computes and never waits. An event loop can do nothing else meanwhile."),
				tag(COLLAPSE,
						"Blocks a thread that all calls share: predicts and measures the outage, finds the code, and fixes it."),
				tag(CAPACITY,
						"Predicts and measures which style carries a workload, how far it could grow, and what would help."),
				tag(STORM,
						"Keeps a service down with retries when the trigger is gone, and tries six cures, predicted and measured."),
				tag(PITFALLS, "Runs a common mistake and its fix, and reports what was observed of both."),
				tag(SCALE, "Runs up to a million tasks at once, and compares their time with the best possible."));
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

}
