package dev.asynclab.scenario.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.asynclab.scenario.steps.Step.Kind;
import dev.asynclab.scenario.steps.Step.Timer;
import dev.asynclab.scenario.steps.Step.Wait;
import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.Printable;

/**
 * The steps for a terminal of 80 columns: a strip for each.
 */
final class StepsText {

	private static final String INDENT = " ".repeat(17);

	private final List<String> lines = new ArrayList<>();

	static String of(Steps steps) {
		StepsText text = new StepsText();
		for (int i = 0; i < steps.steps().size(); i++) {
			text.step(i + 1, steps.steps().get(i));
		}
		String cut = steps.cut();
		if (cut != null) {
			text.wrap("", cut);
		}
		text.wrap("", "result: " + steps.outcome().path("result"));
		return text.lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	private void step(int number, Step step) {
		String head = String.format(Locale.ROOT, "%4d %8s ms  ", number, time(step.atMs()));
		String turn = (step.turn() != null) ? step.turn() : (step.kind() == Kind.IDLE) ? "" : Entry.RUN;
		wrap(head, turn.isEmpty() ? step.does() : "[" + turn + "] " + step.does());
		list("ready", step.ready());
		list("timers", step.timers().stream().map(StepsText::timer).toList());
		list("waiting", step.waiting().stream().map(StepsText::wait).toList());
		this.lines.add("");
	}

	private void list(String name, List<String> items) {
		if (!items.isEmpty()) {
			wrap(INDENT + Columns.padEnd(name, 9), String.join(", ", items));
		}
	}

	private void wrap(String head, String text) {
		List<String> wrapped = Columns.wrap(Printable.of(text), Columns.MOST - head.length());
		for (int i = 0; i < wrapped.size(); i++) {
			this.lines.add(((i == 0) ? head : " ".repeat(head.length())) + wrapped.get(i));
		}
	}

	private static String timer(Timer timer) {
		return timer.entry() + " at " + time(timer.dueMs()) + " ms";
	}

	private static String wait(Wait wait) {
		return wait.task() + " (" + wait.call() + (wait.of().isEmpty() ? "" : ": " + String.join(" ", wait.of())) + ")";
	}

	private static String time(double ms) {
		String text = String.format(Locale.ROOT, "%.1f", ms);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

}
