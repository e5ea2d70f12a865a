package dev.asynclab.scenario.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Literals;
import dev.asynclab.scenario.steps.Step.Timer;
import dev.asynclab.scenario.steps.Step.Wait;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells a step in one sentence, from what happened in it and who waits after it.
 */
final class Narrator {

	private static final int MOST_NAMES = 8;

	private static final int LONGEST_VALUE = 40;

	private final List<StepEvent> events;

	private final List<Wait> waiting;

	private final double atMs;

	private final double tookMs;

	private final List<Sentence> clauses = new ArrayList<>();

	Narrator(List<StepEvent> events, List<Wait> waiting, double atMs, double tookMs) {
		this.events = events;
		this.waiting = waiting;
		this.atMs = atMs;
		this.tookMs = tookMs;
	}

	Sentence ofIdleLoop() {
		List<String> due = of(StepEvent.TimerDue.class).map((event) -> event.timer().entry()).toList();
		return due.isEmpty()
				? Sentence.of("step.idle-in-vain", "Nothing is ready: the loop waits {0} ms", ms(this.tookMs))
				: Sentence.of("step.idle", "Nothing is ready: the loop waits {0} ms for {1}", ms(this.tookMs),
						names(due));
	}

	// What asyncio.run does before the loop runs, or when it has stopped.
	Sentence ofRun() {
		creations(Entry.RUN);
		cancellations(Entry.RUN);
		return told(Sentence.of("step.run-closes", "asyncio.run closes the loop"));
	}

	Sentence of(Entry turn) {
		if (turn.isTask()) {
			ofTask(turn.task());
			return told(Sentence.of("step.goes-on", "{0} goes on", turn.task()));
		}
		begin(turn);
		String passed = turn.call().equals("cancel") ? turn.task() : "";
		List<String> asked = cancelled().filter((name) -> !name.equals(passed)).toList();
		if (!asked.isEmpty()) {
			say((asked.size() == 1) ? Sentence.of("step.asked", "{0} is asked to end", asked.getFirst())
					: Sentence.of("step.asked-several", "{0} are asked to end", names(asked)));
		}
		wakes("");
		return told(Sentence.of("step.runs", "The callback {0} runs", turn.label()));
	}

	private void begin(Entry turn) {
		String task = turn.task();
		switch (turn.call()) {
			case "timer" -> say(Sentence.of("step.slept", "{0} has slept long enough", task));
			case "timeout" -> say(Sentence.of("step.limit-over", "The time limit of {0} is over", task));
			case "thread" -> say(Sentence.of("step.thread-done", "The thread has done its work for {0}", task));
			case "to_thread" -> say(Sentence.of("step.thread-result", "The thread's result for {0} arrives", task));
			case "cancel" -> say(cancelled().toList().contains(task)
					? Sentence.of("step.cancel", "The scenario asks {0} to end", task)
					: Sentence.of("step.cancel-late", "The scenario asks {0} to end, but {0} has ended", task));
			case "log" -> say(Sentence.of("step.logged", "The log notes that {0} has ended", task));
			case Entry.RUN -> say(task.equals(Entry.MAIN)
					? Sentence.of("step.run-stops", "asyncio.run sees that main has ended, and stops the loop")
					: Sentence.of("step.run-closes", "asyncio.run closes the loop"));
			case Entry.CALLBACK -> say(Sentence.of("step.runs", "The callback {0} runs", turn.label()));
			default -> sees(turn);
		}
	}

	private void sees(Entry turn) {
		Wait still = this.waiting.stream()
			.filter((wait) -> wait.call().equals(turn.call()) && !wait.of().isEmpty())
			.findFirst()
			.orElse(null);
		say((still != null && this.events.isEmpty())
				? Sentence.of("step.sees-but-waits", "{0} sees that {1} has ended, and still waits for {2}",
						turn.call(), turn.task(), names(still.of()))
				: Sentence.of("step.sees", "{0} sees that {1} has ended", turn.call(), turn.task()));
	}

	private void ofTask(String task) {
		if (this.tookMs > 0) {
			say(Sentence.of("step.blocks", "{0} keeps the loop for {1} ms", task, ms(this.tookMs)));
		}
		creations(task);
		of(StepEvent.Log.class).filter((log) -> !log.task().equals("outer")).forEach((log) -> logged(task, log));
		cancellations(task);
		wakes(task);
		of(StepEvent.TimerSet.class).forEach((event) -> sets(task, event.timer()));
		of(StepEvent.Waits.class).reduce((one, other) -> other).ifPresent((event) -> waits(task, event.what()));
		if (of(StepEvent.Ready.class).anyMatch((event) -> event.entry().equals(task))) {
			say(Sentence.of("step.yields", "{0} lets the others go first, and is ready again", task));
		}
		of(StepEvent.Ended.class).filter((event) -> event.task().equals(task))
			.findFirst()
			.ifPresent((event) -> ends(task, event));
	}

	private void logged(String task, StepEvent.Log log) {
		String name = log.task();
		boolean inline = !name.equals(task);
		switch (log.what()) {
			case "started" -> {
				if (inline) {
					say(Sentence.of("step.calls", "{0} begins {1}", task, name));
				}
			}
			case "cancelRequested" -> say(Sentence.of("step.gets-cancelled", "{0} gets the CancelledError", name));
			case "barrier" -> say(Sentence.of("step.barrier", "{0} comes to the barrier", name));
			case "wait" -> say(Sentence.of("step.wait", "{0} comes to the condition", name));
			case "notify" -> say(Sentence.of("step.notify", "{0} notifies one that waits", name));
			case "notifyAll" -> say(Sentence.of("step.notify-all", "{0} notifies all that wait", name));
			case "put" -> say(Sentence.of("step.put", "{0} brings its value to the queue", name));
			case "get" -> say(Sentence.of("step.get", "{0} wants an item of the queue", name));
			default -> {
				if (inline) {
					say(Sentence.of("step.called", "{0} is over", name));
				}
			}
		}
	}

	private void sets(String task, Timer timer) {
		double in = timer.dueMs() - this.atMs - this.tookMs;
		switch (timer.entry().substring(0, timer.entry().indexOf(' ') + 1)) {
			case "timer " -> say(Sentence.of("step.sleeps", "{0} sleeps {1} ms", task, ms(in)));
			case "timeout " -> say(Sentence.of("step.limits", "{0} sets a time limit of {1} ms", task, ms(in)));
			case "thread " ->
				say(Sentence.of("step.thread", "{0} gives a thread {1} ms of work, and waits for it", task, ms(in)));
			default -> say(Sentence.of("step.timer", "{0} is set for {1} ms", timer.entry(), ms(timer.dueMs())));
		}
	}

	private void waits(String task, Wait wait) {
		if (!wait.of().isEmpty()) {
			say(wait.call().equals(PythonCall.AWAIT)
					? Sentence.of("step.awaits", "{0} waits for {1}", task, names(wait.of()))
					: Sentence.of("step.waits", "{0} waits for {1} in {2}", task, names(wait.of()), wait.call()));
		}
		else if (!List.of(PythonCall.SLEEP, "to_thread").contains(wait.call())) {
			say(Sentence.of("step.waits-at", "{0} waits in {1}", task, wait.call()));
		}
	}

	private void ends(String task, StepEvent.Ended ended) {
		String to = String.join(", ", told(task));
		switch (ended.state()) {
			case "failed" -> {
				String type = (ended.error() != null) ? ended.error().path("type").asString() : "";
				say(to.isEmpty() ? Sentence.of("step.raises", "{0} raises {1}, and no task waits for it", task, type)
						: Sentence.of("step.raises-to", "{0} raises {1} to {2}", task, type, to));
			}
			case "cancelled" -> say(to.isEmpty() ? Sentence.of("step.ends-cancelled", "{0} ends as cancelled", task)
					: Sentence.of("step.ends-cancelled-to", "{0} ends as cancelled, and tells {1}", task, to));
			default -> {
				String value = text(ended.value());
				say(to.isEmpty() ? Sentence.of("step.returns", "{0} returns {1}", task, value)
						: Sentence.of("step.returns-to", "{0} returns {1} to {2}", task, value, to));
			}
		}
	}

	// Who is told that a task has ended: what joined the queue just after.
	private List<String> told(String task) {
		List<String> told = new ArrayList<>();
		boolean after = false;
		for (StepEvent event : this.events) {
			if (event instanceof StepEvent.Ready(String entry) && after) {
				String callback = task + " → ";
				String who = entry.startsWith(callback) ? entry.substring(callback.length()) : entry;
				if (!who.equals("log")) {
					told.add(who);
				}
			}
			after |= event instanceof StepEvent.Ended ended && ended.task().equals(task);
		}
		return told.stream().distinct().toList();
	}

	private void creations(String creator) {
		List<String> created = of(StepEvent.Created.class).map(StepEvent.Created::task).toList();
		if (!created.isEmpty()) {
			say(Sentence.of("step.creates", "{0} creates {1}", creator, names(created)));
		}
	}

	private void cancellations(String by) {
		List<String> asked = cancelled().toList();
		if (!asked.isEmpty()) {
			say(Sentence.of("step.asks", "{0} asks {1} to end", by, names(asked)));
		}
	}

	private Stream<String> cancelled() {
		return of(StepEvent.Cancel.class).map(StepEvent.Cancel::task).distinct();
	}

	// Tasks that can go on, but for new ones and those that get a result as their
	// awaiter.
	private void wakes(String by) {
		List<String> fresh = of(StepEvent.Created.class).map(StepEvent.Created::task).toList();
		List<String> woken = new ArrayList<>();
		for (StepEvent event : this.events) {
			if (event instanceof StepEvent.Ended) {
				break;
			}
			if (event instanceof StepEvent.Ready(String entry) && !entry.equals(by) && !fresh.contains(entry)
					&& !entry.contains(" → ") && !entry.startsWith("thread ") && !entry.equals(Entry.RUN)) {
				woken.add(entry);
			}
		}
		if (!woken.isEmpty()) {
			say((woken.size() == 1) ? Sentence.of("step.wakes", "{0} is ready", woken.getFirst())
					: Sentence.of("step.wakes-several", "{0} are ready", names(woken)));
		}
	}

	private <E extends StepEvent> Stream<E> of(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast);
	}

	private void say(Sentence clause) {
		this.clauses.add(clause);
	}

	private Sentence told(Sentence otherwise) {
		return this.clauses.stream()
			.reduce((one, other) -> Sentence.of("step.and", "{0}; {1}", one, other))
			.orElse(otherwise);
	}

	// The first of them, if they are many.
	private static Sentence names(List<String> names) {
		int more = names.size() - MOST_NAMES;
		return (more <= 0) ? Sentence.names(names)
				: Sentence.of("names.more", "{0} and {1} more", Sentence.names(names.subList(0, MOST_NAMES)), more);
	}

	private static String text(@Nullable JsonNode value) {
		String text = (value != null) ? Literals.value(value) : "None";
		return (text.length() <= LONGEST_VALUE) ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
	}

	private static Number ms(double ms) {
		double rounded = Math.rint(ms * 1000) / 1000;
		return (rounded == Math.rint(rounded)) ? (Number) Math.round(rounded) : (Number) rounded;
	}

}
