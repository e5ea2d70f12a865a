package dev.asynclab.scenario;

import java.time.Duration;
import java.util.List;

import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.scenario.ScenarioTask.ErrorSpec;
import dev.asynclab.scenario.ScenarioTask.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What awaits the tasks of a {@link Scenario}.
 */
public sealed interface Combinator {

	/**
	 * Returns what this awaits in the end.
	 * @return the innermost combinator
	 */
	default Combinator leaf() {
		return this;
	}

	/**
	 * Returns the tasks that this creates itself, or runs without creating tasks.
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
	 * gather.
	 *
	 * @param tasks the tasks in argument order
	 * @param returnExceptions whether errors are results
	 */
	record Gather(List<String> tasks, boolean returnExceptions) implements Combinator {

	}

	/**
	 * TaskGroup.
	 *
	 * @param tasks the children
	 * @param body what the body does once it has created them
	 */
	record TaskGroup(List<String> tasks, @Nullable Body body) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * The body of a group.
	 *
	 * @param delay how long it works
	 * @param outcome how it ends
	 * @param error what it fails with
	 */
	record Body(Duration delay, Outcome outcome, @Nullable ErrorSpec error) {

	}

	/**
	 * wait.
	 *
	 * @param tasks the tasks
	 * @param returnWhen when it returns
	 * @param timeout how long it waits at most
	 */
	record Wait(List<String> tasks, ReturnWhen returnWhen, @Nullable Duration timeout) implements Combinator {

	}

	/**
	 * as_completed.
	 *
	 * @param tasks the tasks
	 * @param timeout how long it waits at most
	 * @param raiseOnError whether the first error ends it
	 */
	record AsCompleted(List<String> tasks, @Nullable Duration timeout, boolean raiseOnError) implements Combinator {

	}

	/**
	 * One after the other, without tasks.
	 *
	 * @param tasks what to await
	 */
	record Sequential(List<String> tasks) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * wait_for.
	 *
	 * @param of what it awaits
	 * @param timeout how long at most
	 */
	record WaitFor(Combinator of, @Nullable Duration timeout) implements Combinator {

		@Override
		public Combinator leaf() {
			return this.of.leaf();
		}

	}

	/**
	 * timeout().
	 *
	 * @param of what it awaits
	 * @param timeout how long at most
	 */
	record Timeout(Combinator of, @Nullable Duration timeout) implements Combinator {

		@Override
		public Combinator leaf() {
			return this.of.leaf();
		}

	}

	/**
	 * shield.
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
