package dev.asynclab.openapi;

import java.util.List;

import io.swagger.v3.oas.models.tags.Tag;

/**
 * The concepts, in the order in which the tutorial teaches them. An operation names its
 * concept with {@code @Tag(name = Tags.GATHER)}; the description stands here.
 */
public final class Tags {

	/**
	 * A coroutine.
	 */
	public static final String HELLO = "hello";

	/**
	 * The entry point.
	 */
	public static final String RUN = "run";

	/**
	 * One await after the other.
	 */
	public static final String SEQUENTIAL = "sequential";

	/**
	 * Tasks.
	 */
	public static final String CREATE_TASK = "create-task";

	/**
	 * All results of several tasks.
	 */
	public static final String GATHER = "gather";

	/**
	 * Done and pending.
	 */
	public static final String WAIT = "wait";

	/**
	 * A time-out that stops the work.
	 */
	public static final String WAIT_FOR = "wait-for";

	/**
	 * One deadline for a block.
	 */
	public static final String TIMEOUT = "timeout";

	/**
	 * Results in the order in which they come.
	 */
	public static final String AS_COMPLETED = "as-completed";

	/**
	 * Tasks that end together.
	 */
	public static final String TASK_GROUP = "task-group";

	/**
	 * Work that outlives whoever awaits it.
	 */
	public static final String SHIELD = "shield";

	/**
	 * Blocking code beside the event loop.
	 */
	public static final String TO_THREAD = "to-thread";

	/**
	 * Producers and consumers.
	 */
	public static final String QUEUE = "queue";

	/**
	 * The same plan in every style.
	 */
	public static final String COMPARE = "compare";

	/**
	 * Tasks that belong to no request.
	 */
	public static final String TASKS = "tasks";

	/**
	 * Anything with failures and cancellations.
	 */
	public static final String SCENARIOS = "scenarios";

	/**
	 * Work that nothing awaits.
	 */
	public static final String CPU_BOUND = "cpu-bound";

	/**
	 * What one blocking call costs.
	 */
	public static final String COLLAPSE = "collapse";

	/**
	 * Mistakes, broken and fixed.
	 */
	public static final String PITFALLS = "pitfalls";

	/**
	 * Very many tasks at once.
	 */
	public static final String SCALE = "scale";

	/**
	 * Where the usual idioms differ from asyncio.
	 */
	public static final String SEMANTICS = "semantics";

	private Tags() {
	}

	static List<Tag> inOrder() {
		return List.of(tag(HELLO, "A coroutine: prints Hello, awaits a sleep, prints World."),
				tag(RUN, "Makes a loop, runs main on it, cancels what is left, closes it."),
				tag(SEQUENTIAL, "Awaits one job after the other: the delays add up."),
				tag(CREATE_TASK, "Starts tasks first and awaits them then: the longest delay is all it takes."),
				tag(GATHER, "Awaits several tasks at once: results in the order of the arguments."),
				tag(WAIT, "Tells which tasks are done and which are pending, and cancels none."),
				tag(WAIT_FOR, "Awaits one task, and cancels it when time is up."),
				tag(TIMEOUT, "Sets one deadline for whatever a block awaits."),
				tag(AS_COMPLETED, "Gives the results in the order in which they come."),
				tag(TASK_GROUP, "Ends when all its tasks have; one that fails cancels the others."),
				tag(SHIELD, "Cancels whoever awaits, while the work goes on."),
				tag(TO_THREAD, "Sends blocking code to a worker thread, so that the event loop is free."),
				tag(QUEUE, "Lets producers and consumers wait for each other."),
				tag(TASKS, "Creates tasks that live on after the request: list, await, watch and cancel them."),
				tag(SCENARIOS, "Any tasks with failures and cancellations; in style asyncio the outcome is CPython's."),
				tag(SEMANTICS, "What people rely on in asyncio, and which idiom and lesson of each style keeps it."),
				tag(COMPARE, "Runs one plan in every style, one after the other, on one time axis."),
				tag(CPU_BOUND, "Computes, and waits for nothing: a loop can't do anything else meanwhile."),
				tag(COLLAPSE, "Blocks a thread that all calls share: predicted, measured, caught and cured."),
				tag(PITFALLS, "Runs a mistake as it is made and as it is mended, and tells what was observed of both."),
				tag(SCALE, "A million tasks at once, timed beside what they would take at best."));
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

}
