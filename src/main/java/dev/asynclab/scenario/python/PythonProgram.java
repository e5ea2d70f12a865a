package dev.asynclab.scenario.python;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Literals;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;

/**
 * A scenario as a program for CPython 3.13. It prints the entries of the outcome's log,
 * in its order, and then how the combinator ended: {@code returned}, {@code raised} or
 * {@code cancelled}.
 *
 * <p>
 * The program runs on the real clock. It rounds times to the scenario's tick, so it
 * prints the outcome as long as the machine is late by less than half a tick, and no
 * unrelated events are due at the same time.
 */
public final class PythonProgram {

	/** The fewest workers of Python's default executor. */
	private static final int WORKERS = 5;

	private static final int DEEPEST = 100;

	private final Scenario scenario;

	private final Prospects prospects;

	private final Names names;

	private final TaskFunctions functions;

	private PythonProgram(Scenario scenario) {
		this.scenario = scenario;
		this.prospects = new Prospects(scenario);
		this.names = new Names(scenario.names());
		this.functions = new TaskFunctions(scenario, this.names, this.prospects);
	}

	/**
	 * Writes the program of a scenario.
	 * @param scenario any scenario
	 * @return the program, whose text ends with a line break
	 */
	public static Program of(Scenario scenario) {
		return new PythonProgram(scenario).write();
	}

	private Program write() {
		List<Code> before = new ArrayList<>(notes());
		before.addAll(meetings());
		List<Code> story = new ArrayList<>(this.functions.definitions());
		story.add(new OuterFunction(this.scenario, this.names, this.prospects, this.functions).write());
		Code program = new Code().line("\"\"\"For CPython 3.13: prints what happens when, and how it ends.\"\"\"");
		imports().forEach((module) -> program.line("import " + module));
		program.line("").add(globals());
		before.forEach((function) -> program.line("").line("").add(function));
		int from = program.size() + 3;
		story.forEach((function) -> program.line("").line("").add(function));
		int to = program.size();
		program.line("").line("").add(main()).line("").line("").add(end());
		return new Program(program.toString(), new Program.Story(from, to), Program.Place.of(program.places()),
				this.prospects.hasTies() ? Sentence.of("python.ties",
						"Some times are equal here. CPython’s real clock serves them in the order in which they were set, our virtual clock in the order of Python’s heap: their order may differ.")
						: null);
	}

	private Set<String> imports() {
		Set<String> modules = new TreeSet<>(List.of("asyncio", "contextlib", "time"));
		if (inThreads() > WORKERS) {
			modules.add("concurrent.futures");
		}
		if (this.scenario.tasks().stream().anyMatch((task) -> Literals.isDeep(task.value()))) {
			modules.add("json");
		}
		if (!isAscii() || isDeep()) {
			modules.add("sys");
		}
		return modules;
	}

	private long inThreads() {
		return this.scenario.tasks().stream().filter(ScenarioTask::thread).count();
	}

	private boolean isAscii() {
		return this.prospects.works()
			.flatMap((task) -> Stream.of(task.name(), task.value().toString(), task.failure().type(),
					task.failure().getMessage()))
			.allMatch((text) -> text.chars().allMatch((character) -> character < 128));
	}

	private boolean isDeep() {
		return Stream
			.iterate(this.scenario.combinator(), Combinator.Wrapper.class::isInstance,
					(each) -> ((Combinator.Wrapper) each).of())
			.count() > DEEPEST;
	}

	private Code globals() {
		Code code = new Code();
		if (!isAscii()) {
			code.line("sys.stdout.reconfigure(encoding=\"utf-8\", errors=\"backslashreplace\")");
		}
		if (isDeep()) {
			code.line("sys.setrecursionlimit(10_000)");
		}
		code.line("TICK = " + this.scenario.tickMs() + "  # ms");
		code.list("ORDER = [",
				Stream.concat(this.prospects.works().map(ScenarioTask::name), Stream.of(Scenario.OUTER))
					.map(Literals::text)
					.toList(),
				"]");
		code.line("log = []");
		if (this.scenario.concurrency() != null) {
			code.line("places = asyncio.Semaphore(" + this.scenario.concurrency() + ")");
		}
		meetingPlaces(code);
		errors(code);
		return code;
	}

	private void meetingPlaces(Code code) {
		Set<Then> used = this.scenario.tasks().stream().map(ScenarioTask::then).collect(Collectors.toSet());
		if (used.contains(Then.BARRIER)) {
			code.line("barrier = asyncio.Barrier(" + this.scenario.barrier() + ")");
		}
		if (!Collections.disjoint(used, Set.of(Then.WAIT, Then.NOTIFY, Then.NOTIFY_ALL))) {
			code.line("condition = asyncio.Condition()");
		}
		if (!Collections.disjoint(used, Set.of(Then.PUT, Then.GET))) {
			String type = switch (this.scenario.queue().order()) {
				case FIFO -> "Queue";
				case PRIORITY -> "PriorityQueue";
				case LIFO -> "LifoQueue";
			};
			int maxsize = this.scenario.queue().maxsize();
			code.line("queue = asyncio." + type + "(" + ((maxsize > 0) ? "maxsize=" + maxsize : "") + ")");
		}
		if (this.prospects.waitsInVain()) {
			code.line("waiting = []  # the tasks that are waiting for others");
			if (this.scenario.concurrency() != null) {
				code.line("over = asyncio.Event()");
			}
		}
	}

	private void errors(Code code) {
		this.prospects.works()
			.filter(this.prospects::fails)
			.map((task) -> task.failure().type())
			.distinct()
			.filter(Predicate.not(Names::isBuiltIn))
			.forEach((type) -> {
				if (Names.isClass(type)) {
					code.line("").line("").block("class " + type + "(Exception):", () -> code.line("pass"));
				}
				else {
					code.line(this.names.error(type) + " = type(" + Literals.text(type) + ", (Exception,), {})");
				}
			});
	}

	private List<Code> notes() {
		Code note = new Code();
		note.block("def note(task, event):", () -> note.line("ms = (time.monotonic() - start) * 1000")
			.line("log.append((int(ms / TICK + 0.5) * TICK, task, event))"));
		Code ends = new Code();
		ends.line("@contextlib.contextmanager").block("def ends(task):", () -> {
			if (this.prospects.allFinish()) {
				ends.line("yield");
			}
			else {
				ends.block("try:", () -> ends.line("yield"))
					.block("except asyncio.CancelledError:", () -> ends.line("note(task, \"cancelled\")").line("raise"))
					.block("except Exception:", () -> ends.line("note(task, \"failed\")").line("raise"));
			}
			ends.line("note(task, \"finished\")");
		});
		return List.of(note, ends);
	}

	private List<Code> meetings() {
		if (!this.prospects.waitsInVain()) {
			return List.of();
		}
		boolean comeLater = this.scenario.concurrency() != null;
		Code meets = new Code();
		meets.line("@contextlib.contextmanager").block("def meets(task, event):", () -> {
			meets.line("note(task, event)");
			if (comeLater) {
				meets.block("if over.is_set():", () -> meets.line("raise asyncio.CancelledError"));
			}
			meets.line("waiting.append(asyncio.current_task())")
				.block("try:", () -> meets.line("yield"))
				.block("finally:", () -> meets.line("waiting.remove(asyncio.current_task())"));
		});
		Code giveUp = new Code();
		giveUp.block("def give_up():", () -> {
			if (comeLater) {
				giveUp.line("over.set()");
			}
			giveUp.block("for each in waiting:", () -> giveUp.line("each.cancel()"));
		});
		return List.of(meets, giveUp);
	}

	private Code main() {
		Code code = new Code();
		List<Cancellation> atOnce = this.scenario.cancelsAtOnce(Scenario.OUTER);
		return code.block("async def main():", () -> {
			code.line("global start").line("start = time.monotonic()  # the event loop's clock, too");
			if (inThreads() > WORKERS) {
				code.line("workers = concurrent.futures.ThreadPoolExecutor(" + inThreads() + ")")
					.line("asyncio.get_running_loop().set_default_executor(workers)");
			}
			code.line("task = asyncio.create_task(outer(), name=\"outer\")");
			atOnce.forEach((_) -> code.line("task.cancel()  # before its first step"));
			timers(code);
			code.line("await asyncio.wait([task])");
			if (!atOnce.isEmpty()) {
				code.line("note(\"outer\", \"cancelled\")");
			}
			if (this.scenario.afterReturn() == AfterReturn.OBSERVE && this.prospects.leavesTasks()) {
				code.block("if rest := asyncio.all_tasks() - {asyncio.current_task()}:",
						() -> code.line("await asyncio.wait(rest)"));
			}
			code.line("return task");
		});
	}

	private void timers(Code code) {
		List<Cancellation> cancels = this.scenario.cancelsLater()
			.stream()
			.filter((cancel) -> cancel.target().equals(Scenario.OUTER))
			.toList();
		Duration patience = this.prospects.waitsInVain() ? this.scenario.patience() : null;
		if (cancels.isEmpty() && patience == null) {
			return;
		}
		code.line("loop = asyncio.get_running_loop()");
		cancels.forEach(
				(cancel) -> code.line("loop.call_at(start + " + Literals.secondsOf(cancel.ms()) + ", task.cancel)"));
		if (patience != null) {
			code.line("loop.call_at(start + " + Literals.seconds(patience)
					+ ", give_up)  # who waits then does so in vain");
		}
	}

	private Code end() {
		Code code = new Code();
		code.line("task = asyncio.run(main()" + (this.scenario.debug() ? ", debug=True" : "") + ")")
			.line("log.sort(key=lambda entry: (entry[0], ORDER.index(entry[1])))")
			.block("for ms, name, event in log:", () -> code.line("print(ms, name, event, sep=\"\\t\")"));
		if (this.prospects.allFinish()) {
			return code.line("print(\"returned\", repr(task.result()))");
		}
		code.block("if task.cancelled():", () -> code.line("print(\"cancelled\")"));
		code.block("elif error := task.exception():", () -> {
			if (this.prospects.groupsErrors()) {
				code.block("if isinstance(error, ExceptionGroup):  # its errors came in any order",
						() -> code.line("error = error.derive(sorted(error.exceptions, key=repr))"));
			}
			code.line("print(\"raised\", repr(error))");
		});
		return code.block("else:", () -> code.line("print(\"returned\", repr(task.result()))"));
	}

}
