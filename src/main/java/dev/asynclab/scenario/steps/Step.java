package dev.asynclab.scenario.steps;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Milliseconds;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A turn of the event loop, or what happens between turns, with the state after it.
 *
 * @param atMs when it began, in ms since the scenario began
 * @param tookMs how long it took: more than 0 if it blocked the loop, or if the loop was
 * idle
 * @param iteration the number of the loop's iteration; 0 before the first
 * @param turn what had its turn, as it stands in the queue; null if nothing had
 * @param kind what kind of turn that was
 * @param line where the task's code waits, has ended, or blocked the loop; null if no
 * task of the scenario had the turn
 * @param doesSentence what was done
 * @param ready the queue after it, the next turn first
 * @param timers the timers after it, by due time
 * @param waiting the tasks that wait after it, in the order in which they began to
 * @param events what happened, in this order
 */
@Schema(name = "ScenarioStep")
public record Step(@Milliseconds double atMs, @Milliseconds double tookMs, int iteration, @Nullable String turn,
		Kind kind, @Nullable Line line, Sentence doesSentence, List<String> ready, List<Timer> timers,
		List<Wait> waiting, @Schema(description = EVENTS) List<StepEvent> events) {

	private static final String EVENTS = "What happened, in this order. `event` says what: `created`, a new task; `ready`,"
			+ " which joined the queue; `dropped`, which left it without a turn; `timerSet`, `timerCancelled`, `timerDue`;"
			+ " `waits`, a task that began to wait; `cancel`, a task that was asked to end; `ended`, a task that has; and"
			+ " `log`, an entry of the outcome's log.";

	/**
	 * Says what was done, in English.
	 * @return the text of {@link #doesSentence}
	 */
	@JsonProperty
	public String does() {
		return this.doesSentence.text();
	}

	/**
	 * Whose turn it was.
	 */
	public enum Kind {

		/** A task of the scenario, or the one that runs its combinator. */
		@JsonProperty("task")
		TASK,

		/** A callback whose time had come. */
		@JsonProperty("timer")
		TIMER,

		/** A callback that a future or a thread brought. */
		@JsonProperty("callback")
		CALLBACK,

		/**
		 * What runs the scenario: {@code asyncio.run}, its task {@code main}, and what
		 * keeps the log.
		 */
		@JsonProperty("run")
		RUN,

		/** Nobody: the loop waited for the next timer. */
		@JsonProperty("idle")
		IDLE

	}

	/**
	 * A place in the code of a scenario.
	 *
	 * @param task whose code: the name of a task, {@code outer} or {@code body}
	 * @param statement the statement
	 */
	@Schema(name = "ScenarioStepLine")
	public record Line(String task, Statement statement) {

	}

	/**
	 * The statements of a scenario's code, in the order in which they stand there.
	 */
	public enum Statement {

		/** Of a task: it takes its permit, if the concurrency is limited. */
		@JsonProperty("permit")
		PERMIT,

		/** Of a task: its delay, as a sleep, a blocking call or a call on a thread. */
		@JsonProperty("work")
		WORK,

		/** Of a task: its clean-up after a cancellation. */
		@JsonProperty("cleanup")
		CLEANUP,

		/** Of a task: it returns, raises, or lets the cancellation out after that. */
		@JsonProperty("cleaned")
		CLEANED,

		/** Of a task: the barrier, condition or queue where it meets others. */
		@JsonProperty("meet")
		MEET,

		/** Of outer: it awaits the tasks with the combinator. */
		@JsonProperty("await")
		AWAIT,

		/** It returns, raises, or lets the cancellation out. */
		@JsonProperty("end")
		END

	}

	/**
	 * A timer of the loop.
	 *
	 * @param task the task that it is for: it sleeps, has a time limit, or is to be
	 * cancelled
	 * @param dueMs when it is due, in ms since the scenario began
	 * @param entry what joins the queue then
	 */
	@Schema(name = "ScenarioStepTimer")
	public record Timer(String task, @Milliseconds double dueMs, String entry) {

	}

	/**
	 * A task that waits.
	 *
	 * @param task its name
	 * @param call the call that it waits in: a Python name, such as gather or sleep
	 * @param of the tasks that it waits for there; none if it waits for something else
	 */
	@Schema(name = "ScenarioStepWait")
	public record Wait(String task, @JsonProperty("for") String call, List<String> of) {

	}

}
