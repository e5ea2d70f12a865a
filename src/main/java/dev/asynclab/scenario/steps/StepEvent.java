package dev.asynclab.scenario.steps;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.asynclab.timeline.Milliseconds;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that the loop or the scenario did in a step. Folded in their order, the
 * events give the queue, the timers and the waits after each step, and at the end the
 * outcome.
 */
@Schema(name = "ScenarioStepEvent")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
public sealed interface StepEvent {

	/**
	 * There is a new task, which is queued for its first step.
	 *
	 * @param task its name
	 */
	@JsonTypeName("created")
	@Schema(name = "ScenarioStepCreated")
	record Created(String task) implements StepEvent {

	}

	/**
	 * A task or a callback joined the end of the queue. A task waits for nothing then.
	 *
	 * @param entry as it stands in the queue
	 */
	@JsonTypeName("ready")
	@Schema(name = "ScenarioStepReady")
	record Ready(String entry) implements StepEvent {

	}

	/**
	 * A callback was taken back while it was in the queue, and leaves it without a turn.
	 *
	 * @param entry as it stood in the queue
	 */
	@JsonTypeName("dropped")
	@Schema(name = "ScenarioStepDropped")
	record Dropped(String entry) implements StepEvent {

	}

	/**
	 * A timer was set.
	 *
	 * @param timer the timer
	 */
	@JsonTypeName("timerSet")
	@Schema(name = "ScenarioStepTimerSet")
	record TimerSet(@JsonUnwrapped Step.Timer timer) implements StepEvent {

	}

	/**
	 * A timer was taken back before it was due.
	 *
	 * @param timer the timer
	 */
	@JsonTypeName("timerCancelled")
	@Schema(name = "ScenarioStepTimerCancelled")
	record TimerCancelled(@JsonUnwrapped Step.Timer timer) implements StepEvent {

	}

	/**
	 * A timer was due, and its callback joins the queue.
	 *
	 * @param timer the timer
	 */
	@JsonTypeName("timerDue")
	@Schema(name = "ScenarioStepTimerDue")
	record TimerDue(@JsonUnwrapped Step.Timer timer) implements StepEvent {

	}

	/**
	 * A task began to wait.
	 *
	 * @param what what it waits for
	 */
	@JsonTypeName("waits")
	@Schema(name = "ScenarioStepWaits")
	record Waits(@JsonUnwrapped Step.Wait what) implements StepEvent {

	}

	/**
	 * A task was asked to end.
	 *
	 * @param task its name
	 */
	@JsonTypeName("cancel")
	@Schema(name = "ScenarioStepCancel")
	record Cancel(String task) implements StepEvent {

	}

	/**
	 * A task has ended.
	 *
	 * @param task its name
	 * @param state done, failed or cancelled
	 * @param value what it returned, if it is done
	 * @param error what it raised, if it has failed
	 * @param cancelling how many requests to end it has had
	 */
	@JsonTypeName("ended")
	@Schema(name = "ScenarioStepEnded")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Ended(String task, String state, @Nullable JsonNode value, @Nullable JsonNode error,
			int cancelling) implements StepEvent {

	}

	/**
	 * The scenario wrote into its log.
	 *
	 * @param task the name of a task, {@code outer} or {@code body}
	 * @param what what happened, such as {@code started}
	 * @param atMs when, in ms since the scenario began
	 */
	@JsonTypeName("log")
	@Schema(name = "ScenarioStepLog")
	record Log(String task, @JsonProperty("what") String what, @Milliseconds double atMs) implements StepEvent {

	}

}
