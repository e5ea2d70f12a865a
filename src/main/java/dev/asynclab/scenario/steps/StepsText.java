package dev.asynclab.scenario.steps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.asynclab.scenario.steps.Step.Kind;
import dev.asynclab.scenario.steps.Step.Timer;
import dev.asynclab.scenario.steps.Step.Wait;
import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.Printable;

/**
 * The steps for a terminal of 80 columns: a strip for each. Unless all are wanted, it
 * leaves out what the page hides, too: the turns of what runs the scenario, and its tasks
 * and callbacks in the lists.
 */
final class StepsText {

	private static final String INDENT = " ".repeat(17);

	/** Of the queue, the timers and the waits, those that come first. */
	private static final int MOST_ITEMS = 8;

	private static final String THREAD = "thread ";

	private final List<String> lines = new ArrayList<>();

	/** The tasks and callbacks that no list shows. */
	private final Set<String> hidden = new HashSet<>();

	static String of(Steps steps, boolean all) {
		StepsText text = new StepsText();
		List<Step> shown = all ? steps.steps()
				: steps.steps().stream().filter(Predicate.not(StepsText::isOwn)).toList();
		if (!all) {
			text.hidden.add(Entry.MAIN);
			steps.steps().stream().filter(StepsText::isOwn).map(Step::turn).forEach(text.hidden::add);
		}
		for (int i = 0; i < shown.size(); i++) {
			int first = i;
			while (i + 1 < shown.size() && sayTheSame(shown.get(i), shown.get(i + 1))) {
				i++;
			}
			text.step(first + 1, i + 1, shown.get(i));
		}
		int leftOut = steps.steps().size() - shown.size();
		if (leftOut > 0) {
			text.wrap("", leftOut + " steps of asyncio.run itself are left out; all=true shows them.");
		}
		String cut = steps.cut();
		if (cut != null) {
			text.wrap("", cut);
		}
		text.wrap("", "result: " + steps.outcome().path("result"));
		return text.lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	private static boolean isOwn(Step step) {
		return step.kind() == Kind.RUN;
	}

	// As asyncio.run does while it closes the loop.
	private static boolean sayTheSame(Step one, Step next) {
		return isOwn(one) && isOwn(next) && one.does().equals(next.does()) && one.atMs() == next.atMs();
	}

	private void step(int first, int last, Step step) {
		String head = String.format(Locale.ROOT, "%4d %8s ms  ", first, time(step.atMs()));
		String turn = (step.turn() != null) ? step.turn() : (step.kind() == Kind.IDLE) ? "" : Entry.RUN;
		wrap(head, (turn.isEmpty() ? step.does() : "[" + turn + "] " + step.does())
				+ ((last > first) ? " (steps " + first + " to " + last + ")" : ""));
		list("ready", step.ready().stream().filter(this::isShown).toList());
		list("timers", step.timers().stream().filter((timer) -> !isThread(timer)).map(StepsText::timer).toList());
		list("threads", step.timers().stream().filter(StepsText::isThread).map(StepsText::thread).toList());
		list("waiting", step.waiting().stream().filter((wait) -> isShown(wait.task())).map(StepsText::wait).toList());
		this.lines.add("");
	}

	private void list(String name, List<String> items) {
		if (!items.isEmpty()) {
			wrap(INDENT + Columns.padEnd(name, 9), first(items, ", "));
		}
	}

	private void wrap(String head, String text) {
		List<String> wrapped = Columns.wrap(Printable.of(text), Columns.MOST - head.length());
		for (int i = 0; i < wrapped.size(); i++) {
			this.lines.add(((i == 0) ? head : " ".repeat(head.length())) + wrapped.get(i));
		}
	}

	private boolean isShown(String entry) {
		return !this.hidden.contains(entry);
	}

	// On the virtual clock a timer stands for the time that a function takes in a thread.
	private static boolean isThread(Timer timer) {
		return timer.entry().startsWith(THREAD);
	}

	private static String thread(Timer timer) {
		return timer.task() + " until " + time(timer.dueMs()) + " ms";
	}

	private static String timer(Timer timer) {
		return timer.entry() + " at " + time(timer.dueMs()) + " ms";
	}

	private static String wait(Wait wait) {
		return wait.task() + " (" + wait.call() + (wait.of().isEmpty() ? "" : ": " + first(wait.of(), " ")) + ")";
	}

	private static String first(List<String> items, String between) {
		String first = items.stream().limit(MOST_ITEMS).collect(Collectors.joining(between));
		return (items.size() > MOST_ITEMS) ? first + " and " + (items.size() - MOST_ITEMS) + " more" : first;
	}

	private static String time(double ms) {
		String text = String.format(Locale.ROOT, "%.1f", ms);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

}
