package dev.asynclab.scenario.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.asynclab.asyncio.CallGraph;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Future;
import dev.asynclab.asyncio.Handle;
import dev.asynclab.asyncio.Ready;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.TimerHandle;
import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.JsonValues;
import dev.asynclab.scenario.outcome.ReadyTimes;
import dev.asynclab.scenario.steps.Step.Kind;
import dev.asynclab.scenario.steps.Step.Line;
import dev.asynclab.scenario.steps.Step.Statement;
import dev.asynclab.scenario.steps.Step.Timer;
import dev.asynclab.scenario.steps.Step.Wait;
import dev.asynclab.scenario.steps.StepEvent.Ended;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what an event loop does while it runs a scenario on the virtual clock: one
 * step for each turn, and one for each time that the loop is idle.
 */
public final class StepRecorder extends ReadyTimes {

	/** The names that steps give to {@code asyncio.run} and its task. */
	public static final Set<String> OWN_NAMES = Set.of(Entry.RUN, Entry.MAIN);

	private final VirtualClock clock;

	private final double start;

	private final int most;

	private final Entries entries;

	private final Lines lines;

	private final List<Step> steps = new ArrayList<>();

	private final Deque<Ready> queue = new ArrayDeque<>();

	/** In the order in which they were set. */
	private final Map<TimerHandle, Timer> timers = new LinkedHashMap<>();

	/** The calls that tasks wait in, in the order in which they began to. */
	private final Map<Task<?>, String> waiting = new LinkedHashMap<>();

	/** The tasks that were waited for after the last turn. */
	private Map<Task<?>, List<String>> awaited = Map.of();

	/** What has happened since the last step. */
	private final List<StepEvent> events = new ArrayList<>();

	private int left;

	private int iteration;

	/** How many of the events happened before the turn that is under way. */
	private int before;

	private double began;

	private double ended;

	private boolean idle;

	private @Nullable Entry turn;

	/** The task that is done, while those that it wakes are queued. */
	private @Nullable Task<?> done;

	/**
	 * Creates a recorder.
	 * @param scenario what is going to run
	 * @param clock the clock of the loop
	 * @param most how many steps are told at most
	 */
	public StepRecorder(Scenario scenario, VirtualClock clock, int most) {
		super(clock);
		this.clock = clock;
		this.start = clock.time();
		this.ended = this.start;
		this.most = most;
		this.entries = new Entries(scenario);
		this.lines = new Lines(scenario);
	}

	/**
	 * Returns what was recorded, when the loop has ended.
	 * @param outcome the outcome of the scenario
	 * @return the steps and the outcome
	 */
	public Steps steps(ObjectNode outcome) {
		return new Steps(List.copyOf(this.steps), this.left, outcome, false);
	}

	/**
	 * Notes what the scenario writes into its log.
	 * @param entry the entry
	 */
	public void logged(EventLog.Entry entry) {
		this.events.add(new StepEvent.Log(entry.task(), entry.event(), entry.ms()));
		this.lines.logged(owner(), entry);
	}

	@Override
	public void iterationBegan() {
		// Between two runs of the loop, asyncio.run does something itself.
		if (this.events.stream().anyMatch((event) -> !(event instanceof StepEvent.Ready))) {
			tell(this.ended, this.ended, null, Kind.RUN);
		}
		this.iteration++;
		this.began = this.ended;
		this.ended = this.clock.time();
		this.idle = this.ended > this.began;
	}

	@Override
	public void began(Ready entry) {
		super.began(entry);
		if (this.idle) {
			this.idle = false;
			tell(this.began, this.ended, null, Kind.IDLE);
		}
		this.queue.remove();
		this.before = this.events.size();
		this.began = this.clock.time();
		this.turn = this.entries.get(entry);
		this.done = null;
	}

	@Override
	public void ended(Ready entry) {
		super.ended(entry);
		this.ended = this.clock.time();
		Entry turn = this.entries.get(entry);
		tell(this.began, this.ended, turn, turn.kind());
		this.turn = null;
	}

	private void tell(double from, double to, @Nullable Entry turn, Kind kind) {
		this.queue.removeIf(this::dropped);
		if (this.steps.size() < this.most) {
			this.awaited = awaited();
			List<Wait> waits = new ArrayList<>();
			this.waiting.forEach((task, _) -> waits.add(wait(task)));
			List<StepEvent> told = this.events.stream().map((event) -> withTasks(event, waits)).toList();
			double tookMs = (to - from) * 1000;
			Narrator narrator = new Narrator(told.subList(this.before, told.size()), waits, ms(from), tookMs);
			this.steps.add(new Step(ms(from), tookMs, this.iteration, (turn != null) ? turn.label() : null, kind,
					(turn != null && kind == Kind.TASK) ? line(turn.task(), told, tookMs > 0) : null,
					(turn != null) ? narrator.of(turn) : (kind == Kind.IDLE) ? narrator.ofIdleLoop() : narrator.ofRun(),
					ready(), sortedTimers(), waits, told));
		}
		else {
			this.left++;
		}
		this.events.clear();
		this.before = 0;
		this.done = null;
	}

	private Line line(String task, List<StepEvent> told, boolean blocked) {
		Line line = this.lines.of(task);
		if (blocked) {
			return new Line(line.task(), Statement.WORK);
		}
		boolean ended = told.stream().anyMatch((event) -> event instanceof Ended end && end.task().equals(task));
		Statement end = (line.statement() == Statement.CLEANUP) ? Statement.CLEANED : Statement.END;
		return ended ? new Line(line.task(), end) : line;
	}

	private List<String> ready() {
		return this.queue.stream().map((entry) -> this.entries.get(entry).label()).toList();
	}

	private boolean dropped(Ready entry) {
		boolean dropped = entry instanceof Handle handle && handle.cancelled();
		if (dropped) {
			this.events.add(new StepEvent.Dropped(this.entries.get(entry).label()));
		}
		return dropped;
	}

	private List<Timer> sortedTimers() {
		return this.timers.values().stream().sorted(Comparator.comparingDouble(Timer::dueMs)).toList();
	}

	// A task that waits for tasks behind others, as in a gather, is known only when its
	// turn is over.
	private static StepEvent withTasks(StepEvent event, List<Wait> waits) {
		return (event instanceof StepEvent.Waits(Wait wait))
				? new StepEvent.Waits(
						waits.stream().filter((each) -> each.task().equals(wait.task())).findFirst().orElse(wait))
				: event;
	}

	private Wait wait(Task<?> task) {
		String call = this.waiting.getOrDefault(task, PythonCall.AWAIT);
		boolean forTasks = !call.contains(".") && !call.equals(PythonCall.SLEEP);
		return new Wait(this.entries.get(task).label(), call,
				forTasks ? this.awaited.getOrDefault(task, List.of()) : List.of());
	}

	private Map<Task<?>, List<String>> awaited() {
		Map<Task<?>, List<String>> awaited = new LinkedHashMap<>();
		for (CallGraph.Node node : CallGraph.capture(EventLoop.running()).tasks()) {
			if (!node.awaits().isEmpty()) {
				awaited.put(node.task(), node.awaits().stream().map((task) -> this.entries.get(task).label()).toList());
			}
		}
		return awaited;
	}

	@Override
	public void queued(Ready entry) {
		super.queued(entry);
		switch (entry) {
			case Task<?> task -> {
				if (!this.entries.knows(task)) {
					this.events.add(new StepEvent.Created(this.entries.add(task).label()));
				}
				this.waiting.remove(task);
			}
			case TimerHandle _ -> {
			}
			case Handle handle -> {
				Task<?> done = this.done;
				if (done != null) {
					this.entries.add(handle, done, mainWaitsFor(done, Entries.call(handle)));
				}
				else {
					this.entries.add(handle, owner());
				}
			}
		}
		this.queue.add(entry);
		this.events.add(new StepEvent.Ready(this.entries.get(entry).label()));
	}

	private boolean mainWaitsFor(Task<?> task, String call) {
		return this.awaited.entrySet()
			.stream()
			.anyMatch((each) -> this.entries.get(each.getKey()).label().equals(Entry.MAIN)
					&& call.equals(this.waiting.get(each.getKey()))
					&& each.getValue().contains(this.entries.get(task).label()));
	}

	@Override
	public void awaits(Task<?> task, Future<?> future) {
		String call = PythonCall.current();
		this.waiting.put(task, (call.equals(PythonCall.AWAIT) && !(future instanceof Task)) ? PythonCall.SLEEP : call);
		this.events.add(new StepEvent.Waits(wait(task)));
	}

	@Override
	public void done(Future<?> future, @Nullable Throwable error) {
		this.done = null;
		if (future instanceof Task<?> task) {
			this.done = task;
			this.waiting.remove(task);
			String name = this.entries.get(task).label();
			if (error != null) {
				this.events.add(new Ended(name, "failed", null, JsonValues.error(error, JsonValues.AS_THEY_ARE),
						task.cancelling()));
			}
			else if (task.cancelled()) {
				this.events.add(new Ended(name, "cancelled", null, null, task.cancelling()));
			}
			else {
				this.events.add(new Ended(name, "done",
						(task.result() instanceof JsonNode value) ? value : NullNode.getInstance(), null,
						task.cancelling()));
			}
		}
	}

	@Override
	public void cancelRequested(Task<?> task) {
		this.events.add(new StepEvent.Cancel(this.entries.get(task).label()));
	}

	@Override
	public void timerSet(TimerHandle timer) {
		Entry entry = this.entries.add(timer, owner());
		Timer told = new Timer(entry.task(), ms(timer.when()), entry.label());
		this.timers.put(timer, told);
		this.events.add(new StepEvent.TimerSet(told));
	}

	@Override
	public void timerCancelled(TimerHandle timer) {
		this.events.add(new StepEvent.TimerCancelled(removed(timer)));
	}

	@Override
	public void timerDue(TimerHandle timer) {
		this.events.add(new StepEvent.TimerDue(removed(timer)));
	}

	private Timer removed(TimerHandle timer) {
		return Objects.requireNonNull(this.timers.remove(timer));
	}

	private String owner() {
		return (this.turn != null) ? this.turn.task() : Entry.RUN;
	}

	private double ms(double time) {
		return (time - this.start) * 1000;
	}

}
