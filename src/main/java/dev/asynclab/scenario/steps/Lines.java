package dev.asynclab.scenario.steps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.steps.Step.Line;
import dev.asynclab.scenario.steps.Step.Statement;

/**
 * Where the code of each task is, by what it has written into the log. A task of the loop
 * may run the code of several, as a sequence does.
 */
final class Lines {

	private static final List<String> ENDS = List.of("finished", "failed", "cancelled");

	private static final List<String> MEETINGS = List.of(Then.values()).stream().map(Then::id).toList();

	private final Scenario scenario;

	/** The code that a task of the loop runs inside its own, the innermost first. */
	private final Map<String, Deque<String>> inside = new HashMap<>();

	private final Map<String, Line> lines = new HashMap<>();

	Lines(Scenario scenario) {
		this.scenario = scenario;
	}

	// The runner is the task of the loop that has the turn.
	void logged(String runner, EventLog.Entry entry) {
		String task = entry.task();
		String event = entry.event();
		if (task.equals(Scenario.OUTER)) {
			this.lines.put(task, new Line(task, Statement.END));
			return;
		}
		Deque<String> inside = this.inside.computeIfAbsent(runner, (_) -> new ArrayDeque<>());
		if (event.equals("started")) {
			inside.push(task);
			this.lines.put(task, new Line(task, Statement.WORK));
		}
		else if (event.equals("cancelRequested")) {
			boolean worksOn = task(task).onCancel() == OnCancel.SUPPRESS;
			this.lines.put(task, new Line(task, worksOn ? Statement.WORK : Statement.CLEANUP));
		}
		else if (MEETINGS.contains(event)) {
			this.lines.put(task, new Line(task, Statement.MEET));
		}
		else if (ENDS.contains(event)) {
			this.lines.put(task, new Line(task, Statement.END));
			if (!runner.equals(task)) {
				inside.remove(task);
			}
		}
	}

	// Returns where a task of the loop is.
	Line of(String runner) {
		String inside = this.inside.getOrDefault(runner, new ArrayDeque<>()).peek();
		String task = (inside != null) ? inside : runner;
		Line line = this.lines.get(task);
		if (line != null) {
			return line;
		}
		return this.scenario.names().contains(task)
				? new Line(task, (this.scenario.concurrency() != null) ? Statement.PERMIT : Statement.WORK)
				: new Line(Scenario.OUTER, Statement.AWAIT);
	}

	private ScenarioTask task(String name) {
		ScenarioTask body = (this.scenario.combinator().leaf() instanceof Combinator.TaskGroup group) ? group.body()
				: null;
		return (name.equals(Scenario.BODY) && body != null) ? body : this.scenario.task(name);
	}

}
