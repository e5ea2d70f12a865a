package dev.asynclab.scenario.python;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;

/**
 * What may happen in a scenario, so that its program is ready for that and for no more.
 * It is told from the scenario alone.
 */
final class Prospects {

	private final Scenario scenario;

	private final Combinator leaf;

	Prospects(Scenario scenario) {
		this.scenario = scenario;
		this.leaf = scenario.combinator().leaf();
	}

	// The tasks, and the body of the task group.
	Stream<ScenarioTask> works() {
		return Stream.concat(this.scenario.tasks().stream(), body());
	}

	private Stream<ScenarioTask> body() {
		return (this.leaf instanceof Combinator.TaskGroup group) ? Stream.ofNullable(group.body()) : Stream.empty();
	}

	// Whether every task and the combinator finish, come what may.
	boolean allFinish() {
		boolean givesUp = switch (this.leaf) {
			case Combinator.Wait wait -> wait.tasks().isEmpty();
			case Combinator.AsCompleted all -> all.timeout() != null;
			default -> false;
		};
		return !givesUp && !outerIsCancelled() && !waitsInVain() && this.scenario.cancels().isEmpty()
				&& this.scenario.afterReturn() == AfterReturn.OBSERVE
				&& works().allMatch((task) -> task.outcome() == Outcome.OK);
	}

	boolean isCancelled(ScenarioTask task) {
		boolean inGroup = this.leaf instanceof Combinator.TaskGroup group && group.tasks().contains(task.name());
		return !allFinish() && (outerIsCancelled() || isTarget(task.name()) || inGroup
				|| this.scenario.afterReturn() == AfterReturn.RUN);
	}

	// Whether a task ends cancelled though what awaits it goes on.
	boolean isCancelledAlone(String name) {
		ScenarioTask task = this.scenario.task(name);
		return isTarget(name) || task.outcome() == Outcome.CANCEL || (waitsInVain() && task.then() != Then.NOTHING);
	}

	private boolean isTarget(String name) {
		return this.scenario.cancels().stream().anyMatch((cancel) -> cancel.target().equals(name));
	}

	// By a request or a time limit.
	private boolean outerIsCancelled() {
		boolean limited = false;
		for (Combinator each = this.scenario.combinator(); each instanceof Combinator.Wrapper wrapper; each = wrapper
			.of()) {
			limited |= each.timeout() != null;
		}
		return limited || isTarget(Scenario.OUTER);
	}

	// Whether a task may raise its own error.
	boolean fails(ScenarioTask task) {
		return task.outcome() == Outcome.FAIL || (task.onCancel() == OnCancel.RAISE && isCancelled(task));
	}

	// Whether several errors may leave a task group together.
	boolean groupsErrors() {
		return this.leaf instanceof Combinator.TaskGroup group
				&& Stream.concat(group.tasks().stream().map(this.scenario::task), body())
					.filter(this::fails)
					.count() > 1;
	}

	// Whether wait_for, given no time, cancels the task before its first step.
	boolean isOutOfTimeAtOnce(String task) {
		Combinator each = this.scenario.combinator();
		while (each instanceof Combinator.Timeout || (each instanceof Combinator.WaitFor && !hasNoTime(each))) {
			each = ((Combinator.Wrapper) each).of();
		}
		return hasNoTime(each) && each instanceof Combinator.WaitFor(Combinator.Leaf(String name), var _)
				&& name.equals(task);
	}

	private static boolean hasNoTime(Combinator limit) {
		Duration timeout = limit.timeout();
		return timeout != null && !timeout.isPositive();
	}

	// Whether a task may wait for others in vain.
	boolean waitsInVain() {
		long barrier = meeting(Then.BARRIER).count();
		long wait = meeting(Then.WAIT).count();
		long put = meeting(Then.PUT).count();
		long get = meeting(Then.GET).count();
		int maxsize = this.scenario.queue().maxsize();
		boolean mayWait = barrier + wait + get > 0 || (put > 0 && maxsize > 0);
		boolean surelyMeet = allMeet() && barrier % this.scenario.barrier() == 0 && (wait == 0 || areNotified(wait))
				&& get <= put && (maxsize == 0 || put <= get + maxsize);
		return mayWait && !surelyMeet;
	}

	private Stream<ScenarioTask> meeting(Then then) {
		return this.scenario.tasks().stream().filter((task) -> task.then() == then);
	}

	// Whether all tasks surely come to where they meet others, at the end of their
	// delays.
	private boolean allMeet() {
		boolean undisturbed = this.scenario.cancels().isEmpty() && !outerIsCancelled()
				&& this.scenario.afterReturn() == AfterReturn.OBSERVE && this.scenario.concurrency() == null;
		boolean together = !(this.leaf instanceof Combinator.Sequential)
				&& (!(this.leaf instanceof Combinator.TaskGroup)
						|| works().allMatch((task) -> task.outcome() == Outcome.OK));
		return undisturbed && together && works().noneMatch((task) -> task.blocking() || task.thread());
	}

	// Whether enough is notified after the last task has begun to wait.
	private boolean areNotified(long waiting) {
		Duration last = meeting(Then.WAIT).map(ScenarioTask::delay).max(Duration::compareTo).orElse(Duration.ZERO);
		return meeting(Then.NOTIFY_ALL).anyMatch((task) -> task.delay().compareTo(last) > 0)
				|| meeting(Then.NOTIFY).filter((task) -> task.delay().compareTo(last) > 0).count() >= waiting;
	}

	// Whether two timers may be due at the same time.
	boolean hasTies() {
		if (this.leaf instanceof Combinator.Sequential) {
			return false;
		}
		Stream<Duration> delays = works().filter((task) -> !task.blocking()).map(ScenarioTask::delay);
		Stream<Duration> cancels = this.scenario.cancelsLater()
			.stream()
			.map((cancel) -> Duration.ofNanos(Math.round(cancel.ms() * 1e6)));
		Stream<Duration> limits = Stream
			.iterate(this.scenario.combinator(), Objects::nonNull,
					(each) -> (each instanceof Combinator.Wrapper wrapper) ? wrapper.of() : null)
			.mapMulti((each, times) -> {
				Duration timeout = each.timeout();
				if (timeout != null) {
					times.accept(timeout);
				}
			});
		Set<Duration> seen = new HashSet<>();
		return Stream.of(delays, cancels, limits)
			.flatMap((times) -> times)
			.anyMatch((time) -> time.isPositive() && !seen.add(time));
	}

	// Whether tasks may be left when the combinator has returned.
	boolean leavesTasks() {
		HashSet<String> others = new HashSet<>(this.scenario.names());
		boolean untilTheEnd = switch (this.leaf) {
			case Combinator.Leaf(String name) -> others.remove(name);
			case Combinator.Gather(var names, boolean _) -> others.removeAll(names) && allFinish();
			case Combinator.Wait wait -> others.removeAll(wait.tasks()) && allFinish() && wait.timeout() == null
					&& wait.returnWhen() == ReturnWhen.ALL_COMPLETED;
			case Combinator.AsCompleted(var names, var _, boolean _) -> others.removeAll(names) && allFinish();
			case Combinator.TaskGroup group -> others.removeAll(group.tasks());
			case Combinator.Sequential(var names) -> others.removeAll(names);
			case Combinator.Wrapper _ -> false;
		};
		return !untilTheEnd || !others.isEmpty() || isLeftEarly();
	}

	// Under a shield, or a time limit that leaves no time to await the tasks.
	private boolean isLeftEarly() {
		for (Combinator each = this.scenario.combinator(); each instanceof Combinator.Wrapper wrapper; each = wrapper
			.of()) {
			if (each instanceof Combinator.Shield || hasNoTime(each)) {
				return true;
			}
		}
		return false;
	}

}
