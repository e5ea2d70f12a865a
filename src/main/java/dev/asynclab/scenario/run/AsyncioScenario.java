package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.ExceptionContext;
import dev.asynclab.asyncio.LoopClock;
import dev.asynclab.asyncio.SlowCallback;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.ReadyTimes;
import dev.asynclab.scenario.outcome.RunRecord;
import dev.asynclab.scenario.outcome.RunRecord.Measured;
import dev.asynclab.scenario.outcome.RunRecord.ReadyTime;
import dev.asynclab.scenario.outcome.RunRecord.SlowStep;
import dev.asynclab.scenario.steps.StepRecorder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a scenario in style asyncio: its tasks, combinators and cancellations are those of
 * the {@code asyncio} package, and this class writes down what happens.
 */
final class AsyncioScenario {

	private static final String UNRETRIEVED = "Task exception was never retrieved";

	private static final String SHUTDOWN = "unhandled exception during asyncio.run() shutdown";

	private final Scenario scenario;

	private final boolean exact;

	private final EventLoop loop;

	private final ReadyTimes readyTimes;

	private final EventLog log;

	private final AsyncioMeeting meeting;

	private final AsyncioTasks tasks;

	private final AsyncioCombinators combinators;

	private final List<ExceptionContext> reports = new ArrayList<>();

	private final List<SlowCallback> slowCallbacks = new ArrayList<>();

	private List<String> pendingAtReturn = List.of();

	private @Nullable Task<JsonNode> outer;

	private @Nullable Double returnedMs;

	private double start;

	// Without a virtual clock it runs on the real one.
	AsyncioScenario(Scenario scenario, @Nullable VirtualClock virtualClock) {
		this(scenario, virtualClock, null);
	}

	AsyncioScenario(Scenario scenario, @Nullable VirtualClock virtualClock, @Nullable StepRecorder recorder) {
		this.scenario = scenario;
		this.exact = virtualClock != null;
		LoopClock clock = (virtualClock != null) ? virtualClock : LoopClock.real();
		this.readyTimes = (recorder != null) ? recorder : new ReadyTimes(clock);
		this.loop = new EventLoop(clock, this.readyTimes);
		this.log = (recorder != null) ? new EventLog(this::now, recorder::logged) : new EventLog(this::now);
		this.meeting = new AsyncioMeeting(scenario, this.log);
		this.tasks = new AsyncioTasks(scenario, this.log,
				new AsyncioWork(this.meeting, this.loop, this.log, virtualClock));
		this.combinators = new AsyncioCombinators(scenario, this.tasks);
	}

	EventLoop loop() {
		return this.loop;
	}

	// Waits for the last task, also if the caller is interrupted: it throws a
	// CancelledError then.
	RunRecord run(String loopName) {
		this.loop.setDebug(this.scenario.debug());
		this.loop.setExceptionHandler(this.reports::add);
		this.loop.setSlowCallbackHandler(this.slowCallbacks::add);
		Asyncio.run(this.loop, this::main);
		Task<JsonNode> outer = Objects.requireNonNull(this.outer);
		return new RunRecord(this.scenario, this.exact, this.log.entries(), AsyncioTasks.ending(outer),
				outer.cancelling(), Objects.requireNonNull(this.returnedMs), this.pendingAtReturn, this.tasks.records(),
				this.tasks.cancels(), names(reported(UNRETRIEVED).filter(this.tasks::contains)),
				names(reported(SHUTDOWN)), slowSteps(), measured(loopName));
	}

	private void main() {
		this.start = this.loop.time();
		Task<JsonNode> outer = Asyncio.createTask(Scenario.OUTER, this::outerBody);
		this.outer = outer;
		this.scenario.cancelsAtOnce(Scenario.OUTER).forEach((cancel) -> this.tasks.cancel(cancel, outer));
		for (Cancellation cancel : this.scenario.cancelsLater()) {
			boolean ofOuter = cancel.target().equals(Scenario.OUTER);
			this.loop.callAt(this.start + cancel.ms() / 1000, new NamedCallback("cancel " + cancel.target(),
					() -> this.tasks.cancel(cancel, ofOuter ? outer : this.tasks.find(cancel.target()))));
		}
		Duration patience = this.scenario.patience();
		if (patience != null) {
			this.loop.callAt(this.start + patience.toNanos() / 1e9,
					new NamedCallback("end of patience", this.meeting::end));
		}
		Asyncio.wait(List.of(outer));
		if (this.returnedMs == null) {
			this.returnedMs = now();
			this.log.add(Scenario.OUTER, "cancelled");
		}
		List<Task<JsonNode>> pending = this.tasks.pending();
		if (this.scenario.afterReturn() == AfterReturn.OBSERVE && !pending.isEmpty()) {
			Asyncio.wait(pending);
		}
	}

	private JsonNode outerBody() throws Exception {
		List<String> own = this.scenario.combinator().leaf().own();
		for (String name : this.scenario.names()) {
			if (!own.contains(name)) {
				this.tasks.start(name, Asyncio::createTask);
			}
		}
		String event = "failed";
		try {
			JsonNode value = this.combinators.await(this.scenario.combinator());
			event = "finished";
			return value;
		}
		catch (CancelledError error) {
			event = "cancelled";
			throw error;
		}
		finally {
			this.returnedMs = now();
			this.pendingAtReturn = this.scenario.names().stream().filter(this.tasks::isPending).toList();
			this.log.add(Scenario.OUTER, event);
		}
	}

	private Measured measured(String loopName) {
		Map<String, List<ReadyTime>> ready = new HashMap<>();
		for (String name : this.scenario.names()) {
			Task<JsonNode> own = this.tasks.find(name);
			// A coroutine in a sequence runs in a task that the scenario does not name.
			Predicate<Task<?>> isMeant = (own != null) ? own::equals : Predicate.not(this.tasks::contains);
			ready.put(name, this.readyTimes.of(isMeant, this.start));
		}
		return new Measured(loopName, this.log.threads(), ready, Culprits.of(this.scenario));
	}

	private Stream<Task<?>> reported(String message) {
		return this.reports.stream()
			.filter((report) -> report.message().equals(message))
			.map(ExceptionContext::future)
			.<Task<?>>mapMulti((future, each) -> {
				if (future instanceof Task<?> task) {
					each.accept(task);
				}
			});
	}

	private static List<String> names(Stream<Task<?>> tasks) {
		return tasks.map(Task::getName).toList();
	}

	// On a busy machine the run's own steps may be slow too.
	private List<SlowStep> slowSteps() {
		return this.slowCallbacks.stream()
			.filter((slow) -> this.exact || slow.task() == this.outer || this.tasks.contains(slow.task()))
			.map((slow) -> new SlowStep((slow.task() != null) ? slow.task().getName() : "", slow.seconds() * 1000))
			.toList();
	}

	private double now() {
		return (this.loop.time() - this.start) * 1000;
	}

	/**
	 * A callback that the loop's handle describes by name.
	 */
	private record NamedCallback(String name, Runnable callback) implements Runnable {

		@Override
		public void run() {
			this.callback.run();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
