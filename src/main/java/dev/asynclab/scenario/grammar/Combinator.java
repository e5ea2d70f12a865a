package dev.asynclab.scenario.grammar;

import java.time.Duration;
import java.util.List;

import dev.asynclab.asyncio.ReturnWhen;
import org.jspecify.annotations.Nullable;

/**
 * What awaits the tasks of a {@link Scenario}. A time-out of null is no time limit.
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
	 * Returns how long this waits at most.
	 * @return the time-out, or null for no time limit
	 */
	default @Nullable Duration timeout() {
		return null;
	}

	/**
	 * Awaits one task.
	 */
	record Leaf(String name) implements Combinator {

	}

	/**
	 * {@code asyncio.gather}.
	 */
	record Gather(List<String> tasks, boolean returnExceptions) implements Combinator {

	}

	/**
	 * {@code asyncio.TaskGroup}, whose body may do something after it has created the
	 * tasks.
	 */
	record TaskGroup(List<String> tasks, @Nullable ScenarioTask body) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * {@code asyncio.wait}.
	 */
	record Wait(List<String> tasks, ReturnWhen returnWhen, @Nullable Duration timeout) implements Combinator {

	}

	/**
	 * {@code asyncio.as_completed}, which the first error may end.
	 */
	record AsCompleted(List<String> tasks, @Nullable Duration timeout, boolean raiseOnError) implements Combinator {

	}

	/**
	 * Awaits coroutines one after the other, without tasks.
	 */
	record Sequential(List<String> tasks) implements Combinator {

		@Override
		public List<String> own() {
			return this.tasks;
		}

	}

	/**
	 * {@code asyncio.wait_for}.
	 */
	record WaitFor(Combinator of, @Nullable Duration timeout) implements Wrapper {

	}

	/**
	 * {@code asyncio.timeout}.
	 */
	record Timeout(Combinator of, @Nullable Duration timeout) implements Wrapper {

	}

	/**
	 * {@code asyncio.shield}.
	 */
	record Shield(Combinator of) implements Wrapper {

	}

	/**
	 * Awaits another combinator.
	 */
	sealed interface Wrapper extends Combinator {

		Combinator of();

		@Override
		default Combinator leaf() {
			return of().leaf();
		}

	}

}
