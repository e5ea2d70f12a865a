package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a random program writes down while it runs, in the words of {@code programs.py}.
 */
final class ProgramTrace {

	/** Programs write some hundred lines; one that writes for good is stopped. */
	private static final int MAX_LINES = 100_000;

	private final IdentityHashMap<Throwable, Integer> numbers = new IdentityHashMap<>();

	private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

	private final List<String> reports = Collections.synchronizedList(new ArrayList<>());

	private final Supplier<EventLoop> loop;

	ProgramTrace(Supplier<EventLoop> loop) {
		this.loop = loop;
	}

	void log(String what) {
		EventLoop here = EventLoop.here();
		Task<?> task = (here != null) ? here.currentTask() : null;
		String name = (task != null) ? name(task) : "-";
		add(Math.round((this.loop.get().time() - 1000) * 1000) + " " + name + " " + what);
	}

	void log(String what, @Nullable Object value) {
		log(what + text(value));
	}

	// The name of a task, or ? for main and those that asyncio made.
	static String name(Task<?> task) {
		return task.getName().contains(".") ? task.getName() : "?";
	}

	void add(String line) {
		if (this.lines.size() >= MAX_LINES) {
			throw new ProgramErrors.Fatal("writes for good");
		}
		this.lines.add(line);
	}

	// Errors that are found to be unseen are reported when the collector comes.
	void report(String report) {
		this.reports.add(report);
	}

	/** What happened so far, also while it hangs. */
	List<String> lines() {
		synchronized (this.lines) {
			return List.copyOf(this.lines);
		}
	}

	List<String> reports() {
		synchronized (this.reports) {
			return this.reports.stream().sorted().toList();
		}
	}

	/** Says which object an error is: the same one everywhere? */
	String seen(@Nullable Throwable error) {
		if (error instanceof ProgramErrors.App || error instanceof ProgramErrors.Base) {
			return text(error) + " #" + this.numbers.computeIfAbsent(error, (_) -> this.numbers.size());
		}
		return text(error);
	}

	static String text(@Nullable Object value) {
		return switch (value) {
			case null -> "None";
			case Boolean truth -> truth ? "True" : "False";
			case List<?> list -> list.stream().map(ProgramTrace::text).collect(Collectors.joining(", ", "[", "]"));
			case ExceptionGroup group -> "Group" + text(group.exceptions());
			case BaseExceptionGroup group -> "BaseGroup" + text(group.exceptions());
			case ProgramErrors.App error -> "App" + message(error);
			case ProgramErrors.Base error -> "Base" + message(error);
			case ProgramErrors.Fatal error -> "Fatal" + message(error);
			case CancelledError error -> "Cancelled" + message(error);
			case IllegalStateException error when isRecursion(error) -> "Recursion";
			case InvalidStateError _ -> "InvalidState";
			case BrokenBarrierError _ -> "BrokenBarrier";
			case NoSuchElementException _ -> "Lookup";
			case TimeoutError _ -> "Timeout";
			case QueueEmpty _ -> "QueueEmpty";
			case QueueFull _ -> "QueueFull";
			case QueueShutDown _ -> "QueueShutDown";
			case IllegalStateException _, IllegalArgumentException _, UnsupportedOperationException _ -> "Misuse";
			case Throwable error -> "Unexpected " + error;
			default -> value.toString();
		};
	}

	private static boolean isRecursion(IllegalStateException error) {
		return String.valueOf(error.getMessage()).startsWith("maximum recursion depth exceeded");
	}

	private static String message(Throwable error) {
		return "(" + Objects.requireNonNullElse(error.getMessage(), "") + ")";
	}

}
