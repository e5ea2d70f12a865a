package dev.asynclab.scenario.grammar;

import java.time.Duration;
import java.util.List;

import dev.asynclab.asyncio.ReturnWhen;
import org.jspecify.annotations.Nullable;

/**
 * What awaits the tasks of a {@link Scenario}.
 */
public sealed interface Combinator {

	/**
	 * Returns the combinator inside all time limits and shields.
	 * @return the innermost combinator
	 */
	default Combinator leaf() {
		return this;
	}

	/**
	 * Returns the tasks that this creates itself, or runs without making them tasks.
	 * @return the names
	 */
	default List<String> own() {
		return List.of();
	}

	/**
	 * Awaits one task.
	 *
	 * @param name the task's name
	 */
	record Leaf(String name) implements Combinator {

	}

	/**
	 * {@code asyncio.gather}.
	 *
	 * @param tasks the tasks in argument order
	 * @param returnExceptions whether errors are results
	 */
	record Gather(List<String> tasks, boolean returnExceptions) implements Combinator {

	}

	/**
	 * {@code asyncio.TaskGroup}.
	 *
	 * @param tasks the tasks of the group
	 * @param body what the body does when it has created the tasks, or null for nothing
	 */
	record TaskGroup(List<String> tasks, @Nullable ScenarioTask body) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * {@code asyncio.wait}.
	 *
	 * @param tasks the tasks
	 * @param returnWhen when it returns
	 * @param timeout how long it waits at most, or null for no limit
	 */
	record Wait(List<String> tasks, ReturnWhen returnWhen, @Nullable Duration timeout) implements Combinator {

	}

	/**
	 * {@code asyncio.as_completed}.
	 *
	 * @param tasks the tasks
	 * @param timeout how long it waits at most, or null for no limit
	 * @param raiseOnError whether the first error ends it
	 */
	record AsCompleted(List<String> tasks, @Nullable Duration timeout, boolean raiseOnError) implements Combinator {

	}

	/**
	 * Awaits coroutines one after the other, without tasks.
	 *
	 * @param tasks the names of the coroutines
	 */
	record Sequential(List<String> tasks) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * {@code asyncio.wait_for}.
	 *
	 * @param of what it awaits
	 * @param timeout how long it waits at most, or null for no limit
	 */
	record WaitFor(Combinator of, @Nullable Duration timeout) implements Combinator {

		@Override
		public Combinator leaf() {
			return this.of.leaf();
		}

	}

	/**
	 * {@code asyncio.timeout}.
	 *
	 * @param of what it awaits
	 * @param timeout how long it waits at most, or null for no limit
	 */
	record Timeout(Combinator of, @Nullable Duration timeout) implements Combinator {

		@Override
		public Combinator leaf() {
			return this.of.leaf();
		}

	}

	/**
	 * {@code asyncio.shield}.
	 *
	 * @param of what it shields
	 */
	record Shield(Combinator of) implements Combinator {

		@Override
		public Combinator leaf() {
			return this.of.leaf();
		}

	}

}
