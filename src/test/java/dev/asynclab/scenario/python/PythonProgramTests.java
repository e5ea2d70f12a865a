package dev.asynclab.scenario.python;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.scenario.grammar.ScenarioParser;
import dev.asynclab.scenario.run.StyleFixture;
import dev.asynclab.scenario.steps.Step.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the programs look like. What they do is tested in CPython.
 */
class PythonProgramTests {

	@Test
	void isAProgramThatAPersonWouldWrite() {
		assertThat(program("""
				{"tasks": [{"name": "A", "delayMs": 200, "value": "a"}, {"name": "B", "delayMs": 100, "value": "b"},
				           {"name": "C", "delayMs": 300, "blocking": true}], "combinator": "gather"}""")).isEqualTo("""
				\"""For CPython 3.13: prints what happens when, and how it ends.\"""
				import asyncio
				import contextlib
				import time

				TICK = 50  # ms
				ORDER = ["A", "B", "C", "outer"]
				log = []


				def note(task, event):
				    ms = (time.monotonic() - start) * 1000
				    log.append((int(ms / TICK + 0.5) * TICK, task, event))


				@contextlib.contextmanager
				def ends(task):
				    yield
				    note(task, "finished")


				async def work(name, delay, value):
				    with ends(name):
				        note(name, "started")
				        await asyncio.sleep(delay)
				        return value


				async def c():
				    with ends("C"):
				        note("C", "started")
				        time.sleep(0.3)


				async def outer():
				    with ends("outer"):
				        return await asyncio.gather(
				            work("A", 0.2, "a"), work("B", 0.1, "b"), c(),
				        )


				async def main():
				    global start
				    start = time.monotonic()  # the event loop's clock, too
				    task = asyncio.create_task(outer(), name="outer")
				    await asyncio.wait([task])
				    return task


				task = asyncio.run(main())
				log.sort(key=lambda entry: (entry[0], ORDER.index(entry[1])))
				for ms, name, event in log:
				    print(ms, name, event, sep="\\t")
				print("returned", repr(task.result()))
				""");
	}

	@Test
	void isReadyForWhatMayHappen() {
		assertThat(
				program("""
						{"tasks": [{"name": "A", "delayMs": 500, "cleanupMs": 100}, {"name": "B", "delayMs": 300, "outcome": "fail"}],
						 "combinator": {"type": "timeout", "timeoutMs": 900, "of": "taskgroup"},
						 "cancelAt": {"target": "A", "atMs": 200}}"""))
			.contains("""
					async def a():
					    with ends("A"):
					        note("A", "started")
					        try:
					            await asyncio.sleep(0.5)
					        except asyncio.CancelledError:
					            note("A", "cancelRequested")
					            await asyncio.sleep(0.1)  # cleans up
					            raise
					""", """
					        raise ValueError("B failed")
					""", """
					        async with asyncio.timeout(0.9):
					            async with asyncio.TaskGroup() as group:
					                a_task = group.create_task(a(), name="A")
					                b_task = group.create_task(b(), name="B")
					                loop = asyncio.get_running_loop()
					                loop.call_at(start + 0.2, a_task.cancel)
					""", """
					elif error := task.exception():
					    print("raised", repr(error))
					""");
	}

	@Test
	void saysWhichLineIsWhichStatement() {
		Program program = parsed("""
				{"tasks": [{"name": "A", "delayMs": 200, "value": "a"}, {"name": "B", "delayMs": 100, "value": "b"},
				           {"name": "C", "delayMs": 300, "cleanupMs": 50, "then": "barrier"}],
				 "combinator": "gather", "concurrency": 2, "cancelAt": {"target": "C", "atMs": 150}}""");
		assertThat(lines(program, "A", Statement.PERMIT)).containsExactly("async with places:");
		assertThat(lines(program, "A", Statement.WORK)).containsExactly("await asyncio.sleep(delay)");
		assertThat(lines(program, "B", Statement.END)).containsExactly("return value");
		assertThat(lines(program, "C", Statement.WORK)).containsExactly("await asyncio.sleep(0.3)");
		assertThat(lines(program, "C", Statement.CLEANUP)).containsExactly("await asyncio.sleep(0.05)  # cleans up");
		assertThat(lines(program, "C", Statement.CLEANED)).containsExactly("raise");
		assertThat(lines(program, "C", Statement.MEET)).containsExactly("await barrier.wait()");
		assertThat(lines(program, "outer", Statement.AWAIT))
			.containsExactly("return await asyncio.gather(a_task, b_task, c_task)");
		List<String> lines = program.text().lines().toList();
		assertThat(lines.get(program.story().from() - 1)).startsWith("async def work(");
		assertThat(lines.get(program.story().to())).isEmpty();
		assertThat(lines.get(program.story().to() + 2)).isEqualTo("async def main():");
	}

	@Test
	void saysThatTimesAreEqual() {
		assertThat(parsed("""
				{"tasks": [{"name": "A", "delayMs": 200}, {"name": "B", "delayMs": 200}], "combinator": "gather"}""")
			.ties()).startsWith("Some times are equal here.");
		assertThat(parsed("""
				{"tasks": [{"name": "A", "delayMs": 200}], "combinator": {"type": "waitFor", "timeoutMs": 200}}""")
			.ties()).isNotNull();
		assertThat(parsed("""
				{"tasks": [{"name": "A", "delayMs": 200}, {"name": "B", "delayMs": 100}], "combinator": "gather"}""")
			.ties()).isNull();
		assertThat(
				parsed("""
						{"tasks": [{"name": "A", "delayMs": 200}, {"name": "B", "delayMs": 200}], "combinator": "sequential"}""")
					.ties())
			.isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			barrier, barrier; ''; false
			barrier, barrier; , "cancelAt": {"target": "T0", "atMs": 50}; true
			barrier, barrier; , "concurrency": 1; true
			barrier, nothing; ''; true
			put, get; ''; false
			get, put; ''; false
			get, get, put; ''; true
			put, put, get; , "queue": {"maxsize": 1}; false
			put, put, put, get; , "queue": {"maxsize": 1}; true
			wait, wait, notifyAll; ''; false
			notifyAll, wait; ''; true
			wait, wait, notify; ''; true
			""")
	void isReadyForTasksThatWaitInVainOnlyIfTheyMay(String then, String more, boolean inVain) {
		String[] meetings = then.split(", ", -1);
		String tasks = IntStream.range(0, meetings.length)
			.mapToObj((i) -> "{\"name\": \"T%d\", \"delayMs\": %d, \"then\": \"%s\"}".formatted(i, 100 * (i + 1),
					meetings[i]))
			.collect(Collectors.joining(", "));
		String barrier = then.startsWith("barrier") ? ", \"barrier\": 2" : "";
		String program = program("{\"tasks\": [" + tasks + "], \"combinator\": \"gather\"" + barrier + more + "}");
		assertThat(program.contains("give_up")).isEqualTo(inVain);
	}

	@Test
	void linesAreNoLongerThanPeopleWriteThem() {
		assertThat(Stream.of("golden.jsonl", "facts.jsonl", "meeting.jsonl")
			.flatMap((file) -> StyleFixture.read(file).stream())
			.map((line) -> PythonProgram.of(StyleFixture.parse(line.get("scenario"))).text())
			.flatMap(String::lines)
			.filter((line) -> line.length() > 88)
			.distinct()).isEmpty();
	}

	private static List<String> lines(Program program, String task, Statement statement) {
		List<String> lines = program.text().lines().toList();
		return program.places()
			.stream()
			.filter((place) -> place.task().equals(task) && place.statement() == statement)
			.flatMap((place) -> place.lines().stream())
			.map((number) -> lines.get(number - 1).strip())
			.toList();
	}

	@Test
	void importsAndDefinesOnlyWhatIsUsed() {
		assertThat(program("{\"tasks\": [{\"name\": \"A\"}], \"combinator\": \"gather\"}")).doesNotContain("import sys",
				"import json", "Semaphore", "Barrier", "Condition", "Queue", "waiting", "CancelledError", "except");
		assertThat(program("""
				{"tasks": [{"name": "A", "then": "put"}, {"name": "B", "then": "get"}], "combinator": "gather",
				 "queue": {"type": "lifo", "maxsize": 1}, "concurrency": 2}"""))
			.contains("places = asyncio.Semaphore(2)", "queue = asyncio.LifoQueue(maxsize=1)", "def give_up():")
			.doesNotContain("Barrier", "Condition", "import sys");
	}

	@Test
	void findsANameForEverything() {
		List<String> names = List.of("main", "class", "A", "a", "my task", "1", "任务", "ends", "name", "work");
		String tasks = String.join(",",
				names.stream()
					.map((name) -> "{\"name\": \"%s\", \"cleanupMs\": %d}".formatted(name, 1 + names.indexOf(name)))
					.toList());
		assertThat(program("{\"tasks\": [" + tasks
				+ "], \"combinator\": \"wait\", \"cancelAt\": {\"target\": \"outer\", \"atMs\": 1}}"))
			.contains("async def main_2():", "async def class_2():", "async def a():", "async def a_2():",
					"async def my_task():", "async def job_1():", "async def job():", "async def ends_2():",
					"async def name_2():", "async def work():", "sys.stdout.reconfigure(encoding=\"utf-8\"");
	}

	@Test
	void writesWhatAReaderWouldNotSeeAsEscapes() {
		assertThat(
				program("""
						{"tasks": [{"name": "a\\"b\\\\cd\\u202e", "value": {"k": [null, true, 1.5, 1e999, "\\u0007\\ud83d\\ude00\\ud800"]}}],
						 "combinator": "gather"}"""))
			.contains("ends(\"a\\\"b\\\\cd\\u202e\")",
					"return {\"k\": [None, True, 1.5, 1e999, \"\\u0007\ud83d\ude00\\ud800\"]}");
	}

	@Test
	void keepsWithinPythonsLimits() {
		String deep = Stream
			.iterate("{\"type\":\"task\",\"name\":\"A\"}",
					(of) -> "{\"type\":\"timeout\",\"timeoutMs\":null,\"of\":" + of + "}")
			.skip(300)
			.findFirst()
			.orElseThrow();
		String program = program("{\"tasks\": [{\"name\": \"A\", \"value\": " + "[".repeat(300) + "]".repeat(300)
				+ "}], \"combinator\": " + deep + "}");
		assertThat(program).contains("json.loads(\"[[[", "sys.setrecursionlimit(10_000)");
		assertThat(program.lines()).noneMatch((line) -> line.startsWith(" ".repeat(4 * 15)));
	}

	private static String program(String scenario) {
		return parsed(scenario).text();
	}

	private static Program parsed(String scenario) {
		return PythonProgram.of(new ScenarioParser(200, Duration.ofMinutes(1), 262_144).parse(scenario));
	}

}
