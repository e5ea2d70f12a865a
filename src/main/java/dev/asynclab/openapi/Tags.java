package dev.asynclab.openapi;

import java.util.List;

import io.swagger.v3.oas.models.tags.Tag;

/**
 * The three groups of operations, in their order. An operation names its group with
 * {@code @Tag(name = Tags.LEARN)}; the description is given here.
 */
public final class Tags {

	/** One concept, mistake or difference at a time. */
	public static final String LEARN = "learn";

	/** All styles side by side, and under load. */
	public static final String COMPARE_AND_LOAD = "compare and load";

	/** Work of one's own. */
	public static final String TASKS_AND_SCENARIOS = "tasks and scenarios";

	private Tags() {
	}

	static List<Tag> inOrder() {
		return List.of(tag(LEARN,
				"Each concept of asyncio in the order of the tutorial; then the differences from asyncio, and common mistakes beside their cures."),
				tag(COMPARE_AND_LOAD,
						"One plan in every style; one workload in every style; what breaks a service, and what helps."),
				tag(TASKS_AND_SCENARIOS,
						"Tasks that live on after the request; any tasks with failures and cancellations, stepped through or as Python."));
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

}
