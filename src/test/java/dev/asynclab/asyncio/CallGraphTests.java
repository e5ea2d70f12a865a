package dev.asynclab.asyncio;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.shield;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.taskGroup;
import static dev.asynclab.asyncio.Asyncio.toThread;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Where tasks wait, and for which others.
 */
@Timeout(120)
class CallGraphTests {

	private final VirtualTime time = new VirtualTime();

	@Test
	void aTaskThatWaitsHasItsStack() {
		this.time.run(() -> {
			Task<?> task = createTask("t", CallGraphTests::outer);
			assertThat(task.getStack()).isEmpty();
			sleep(ZERO);
			assertThat(methods(task.getStack())).endsWith("outer", "inner");
			assertThat(methods(task.getStack(1))).containsExactly("inner");
			assertThat(printed(task, 2)).matches("""
					Stack for <Task pending name='t' wait_for=<Future pending cb=\\[Task.task_wakeup\\(\\)]>> \
					\\(most recent call last\\):
					  File "CallGraphTests.java", line \\d+, in outer
					  File "CallGraphTests.java", line \\d+, in inner
					""");
		});
	}

	@Test
	void aTaskThatFailedHasTheStackOfItsError() {
		this.time.run(() -> {
			Task<?> task = createTask("b", CallGraphTests::boom);
			Asyncio.wait(List.of(task));
			assertThat(methods(task.getStack())).endsWith("boom", "bang");
			assertThat(methods(task.getStack(1))).containsExactly(methods(task.getStack()).getFirst());
			assertThat(printed(task, 9)).matches("""
					Traceback for <Task finished name='b' exception=IllegalStateException\\('x'\\)> \
					\\(most recent call last\\):
					(.*
					)*\
					  File "CallGraphTests.java", line \\d+, in bang
					java.lang.IllegalStateException: x
					""");
		});
		assertThat(this.time.reports).as("printing is not looking").hasSize(1);
	}

	@Test
	void aTaskThatIsDoneHasNone() {
		this.time.run(() -> {
			Task<?> task = createTask("d", () -> sleep(ZERO));
			await(task);
			assertThat(printed(task, 9)).isEqualTo("No stack for <Task finished name='d' result=None>\n");
		});
	}

	@Test
	void tellsWhichTaskAwaitsWhich() {
		this.time.run(() -> {
			Task<String> leaf = this.time.noted("leaf", 500, "");
			Task<?> direct = createTask("direct", () -> await(leaf));
			createTask("gathered", () -> gather(leaf, direct));
			createTask("shielded", () -> shield(leaf));
			createTask("waiting", () -> Asyncio.wait(List.of(leaf, direct)));
			createTask("group", () -> taskGroup((group) -> group.createTask("child", () -> sleep(ofMillis(500)))));
			createTask("any", () -> Asyncio.asCompleted(List.of(direct)).iterator().next().run());
			sleep(ofMillis(100));
			CallGraph graph = CallGraph.capture(this.time.loop);
			assertThat(graph.toString().lines().skip(1)).containsExactly("leaf", "direct awaits leaf",
					"gathered awaits leaf, direct", "shielded awaits leaf", "waiting awaits leaf, direct",
					"group awaits child", "any awaits direct", "child");
			assertThat(graph.tasks().get(1).awaitedBy()).extracting(Task::getName)
				.containsExactly("direct", "gathered", "shielded", "waiting");
			assertThat(graph.cycles()).isEmpty();
		});
	}

	@Test
	void tellsWhatEachTaskIsDoingAndSinceWhen() {
		CallGraph.keepTimes(this.time.loop);
		this.time.run(() -> {
			double start = this.time.loop.time();
			Task<?> sleeper = createTask("sleeper", CallGraphTests::inner);
			sleep(ofMillis(100));
			createTask("new", CallGraphTests::inner);
			sleeper.cancel();
			CallGraph graph = CallGraph.capture(this.time.loop);
			assertThat(graph.tasks()).extracting(CallGraph.Node::state)
				.containsExactly(TaskState.BLOCKING, TaskState.READY, TaskState.QUEUED);
			assertThat(graph.tasks()).extracting((node) -> node.since() - start)
				.allSatisfy((since) -> assertThat(since).isCloseTo(0.1, within(1e-6)));
		});
	}

	@Test
	void aTaskThatSleepsHasDoneSoSinceItsAwait() {
		CallGraph.keepTimes(this.time.loop);
		this.time.run(() -> {
			double start = this.time.loop.time();
			Task<?> sleeper = createTask("sleeper", CallGraphTests::inner);
			sleep(ofMillis(100));
			CallGraph.Node node = CallGraph.capture(this.time.loop).tasks().getLast();
			assertThat(node.state()).isEqualTo(TaskState.AWAITING);
			assertThat(node.since()).isCloseTo(start, within(1e-6));
			assertThat(methods(sleeper.getCallStack())).endsWith("inner", "sleep");
		});
	}

	@Test
	void aTaskWhoseTimerIsDueWhileTheLoopIsBlockedIsReadySinceThen() {
		CallGraph.keepTimes(this.time.loop);
		CompletableFuture<String> never = new CompletableFuture<>();
		this.time.run(() -> {
			double start = this.time.loop.time();
			Task<?> hour = createTask("hour", () -> sleep(ofHours(1)));
			createTask("sleeper", () -> sleep(ofMillis(100)));
			createTask("timeout", () -> Asyncio.timeout(ofMillis(200), () -> await(never)));
			createTask("wait", () -> Asyncio.wait(List.of(hour), ofMillis(300), ReturnWhen.ALL_COMPLETED));
			createTask("forTask", () -> Asyncio.waitFor(hour, ofMillis(400)));
			sleep(ZERO);
			this.time.clock.block(ofMillis(350));
			assertThat(states(start)).containsExactly("blocking 0", "awaiting 0", "ready 100", "ready 200", "ready 300",
					"awaiting 0");
			createTask("villain", () -> {
				// The loop has found them due, and this task has the turn first.
				this.time.clock.block(ofMillis(50));
				assertThat(states(start).subList(2, 5)).containsExactly("ready 100", "ready 200", "ready 300");
			});
			sleep(ZERO);
			hour.cancel();
		});
	}

	@Test
	void aTaskWhoseAnswerCameWhileTheLoopIsBlockedIsReadySinceThen() {
		CallGraph.keepTimes(this.time.loop);
		CompletableFuture<String> answer = new CompletableFuture<>();
		CompletableFuture<String> late = new CompletableFuture<>();
		this.time.run(() -> {
			double start = this.time.loop.time();
			createTask("asks", () -> await(answer));
			createTask("late", () -> await(late));
			sleep(ZERO);
			this.time.clock.block(ofMillis(100));
			answer.complete("there");
			this.time.clock.block(ofMillis(100));
			assertThat(states(start)).containsExactly("blocking 0", "ready 100", "awaiting 0");
			late.complete("there");
		});
	}

	// The state of each task, and since when, in ms from the start.
	private List<String> states(double start) {
		return CallGraph.capture(this.time.loop)
			.tasks()
			.stream()
			.map((node) -> node.state().name().toLowerCase(Locale.ROOT) + " "
					+ Math.round((node.since() - start) * 1000))
			.toList();
	}

	@Test
	void aLoopThatKeepsNoTimesTellsNone() {
		this.time.run(() -> assertThat(CallGraph.capture(this.time.loop).tasks().getFirst().since()).isNaN());
	}

	@Test
	void printsThoseThatWaitBelow() {
		this.time.run(() -> {
			Task<?> leaf = createTask("leaf", CallGraphTests::inner);
			Task<?> middle = createTask("middle", () -> await(leaf));
			createTask("root", () -> await(middle));
			sleep(ofMillis(100));
			assertThat(CallGraph.capture(this.time.loop)
				.format(leaf)
				.lines()
				.filter((line) -> !line.contains("  |   File"))).containsExactly("* Task(name='leaf')",
						"  + Call stack:", "  + Awaited by:", "    * Task(name='middle')", "      + Call stack:",
						"      + Awaited by:", "        * Task(name='root')", "          + Call stack:");
		});
	}

	@Test
	void namesDeadlocks() {
		this.time.loop.runUntilComplete(() -> {
			List<Task<Integer>> tasks = new ArrayList<>();
			tasks.add(createTask("one", () -> gather(tasks.get(1)).getFirst()));
			tasks.add(createTask("two", () -> await(tasks.get(2))));
			tasks.add(createTask("three", () -> await(tasks.get(0))));
			createTask("behind", () -> await(tasks.get(0)));
			createTask("apart", () -> sleep(ofMillis(500)));
			sleep(ofMillis(100));
			CallGraph graph = CallGraph.capture(this.time.loop);
			assertThat(graph.cycles()).containsExactly(List.copyOf(tasks));
			assertThat(graph.deadlocked()).extracting(Task::getName).containsExactly("one", "two", "three", "behind");
			assertThat(graph.toString())
				.endsWith("deadlock: one awaits two awaits three awaits one\nstuck too: behind\n");
			assertThat(graph.format(tasks.get(0))).contains("* Task(name='one'): deadlock");
			return 1;
		});
	}

	@Test
	void namesEachWaitThatNeedsTheOtherTask() {
		assertThat(cycles((a) -> await(a))).hasSize(1);
		assertThat(cycles((a) -> gather(a, sleeper()))).hasSize(1);
		assertThat(cycles((a) -> shield(a))).hasSize(1);
		assertThat(cycles((a) -> taskGroup((group) -> group.createTask(() -> await(a))))).hasSize(1);
		assertThat(cycles((a) -> Asyncio.wait(List.of(a, sleeper())))).hasSize(1);
		assertThat(cycles((a) -> Asyncio.wait(List.of(a), null, ReturnWhen.FIRST_COMPLETED))).hasSize(1);
		assertThat(cycles((a) -> Asyncio.asCompleted(List.of(a)).iterator().next().run())).hasSize(1);
		assertThat(cycles((a) -> {
			for (Future<?> future : Asyncio.asCompleted(List.of(a, createTask(() -> sleep(ZERO)))).futures()) {
				future.done();
			}
		})).as("the last one left").hasSize(1);
	}

	@Test
	void aWaitThatSomethingElseMayEndIsNoDeadlock() {
		assertThat(cycles((a) -> Asyncio.wait(List.of(a, sleeper()), null, ReturnWhen.FIRST_COMPLETED))).isEmpty();
		assertThat(cycles((a) -> Asyncio.wait(List.of(a, sleeper()), null, ReturnWhen.FIRST_EXCEPTION))).isEmpty();
		assertThat(cycles((a) -> Asyncio.wait(List.of(Asyncio.gathering(List.of(a)), sleeper()), null,
				ReturnWhen.FIRST_COMPLETED)))
			.isEmpty();
		assertThat(cycles((a) -> Asyncio.wait(List.of(a), ofMillis(400), ReturnWhen.ALL_COMPLETED))).isEmpty();
		assertThat(cycles((a) -> Asyncio.asCompleted(List.of(a, sleeper())).iterator().next().run())).isEmpty();
		assertThat(cycles((a) -> Asyncio.asCompleted(List.of(a), ofMillis(400)).iterator().next().run())).isEmpty();
	}

	@Test
	void namesAWaitForAnyOfWhichNoneCanGoOn() {
		assertThat(deadlocked((a, b) -> Asyncio.wait(List.of(a, b), null, ReturnWhen.FIRST_COMPLETED)))
			.containsExactly("p", "a", "b");
		assertThat(deadlocked((a, b) -> Asyncio.wait(List.of(a, b), null, ReturnWhen.FIRST_EXCEPTION)))
			.containsExactly("p", "a", "b");
		assertThat(deadlocked((a, b) -> Asyncio.asCompleted(List.of(a, b)).iterator().next().run()))
			.containsExactly("p", "a", "b");
		assertThat(deadlocked((a, b) -> Asyncio.wait(List.of(Asyncio.gathering(List.of(a, sleeper())), b), null,
				ReturnWhen.FIRST_COMPLETED)))
			.containsExactly("p", "a", "b");
		assertThat(deadlocked((a, b) -> {
			Task<?> behind = createTask("behind", () -> shield(b));
			Asyncio.wait(List.of(a, behind), null, ReturnWhen.FIRST_COMPLETED);
		})).containsExactly("p", "a", "b", "behind");
	}

	@Test
	void aWaitForAnyOfWhichOneCanGoOnIsNoDeadlock() {
		assertThat(deadlocked((a, b) -> Asyncio.wait(List.of(a, b, sleeper()), null, ReturnWhen.FIRST_COMPLETED)))
			.isEmpty();
		assertThat(deadlocked((a, b) -> Asyncio.wait(List.of(a, b), ofMillis(400), ReturnWhen.FIRST_COMPLETED)))
			.isEmpty();
		assertThat(deadlocked((a, b) -> Asyncio.asCompleted(List.of(a, b, sleeper())).iterator().next().run()))
			.isEmpty();
		assertThat(deadlocked((a, b) -> Asyncio.asCompleted(List.of(a, b), ofMillis(400)).iterator().next().run()))
			.isEmpty();
	}

	@Test
	void aWaitForAnyThatACallbackOrAnotherThreadMayEndIsNoDeadlock() {
		assertThat(deadlocked((a, b) -> {
			Future<Integer> set = EventLoop.running().createFuture();
			EventLoop.running().callLater(ofMillis(500), () -> set.setResult(1));
			Asyncio.wait(List.of(a, b, set), null, ReturnWhen.FIRST_COMPLETED);
		})).isEmpty();
		CountDownLatch captured = new CountDownLatch(1);
		try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
			assertThat(deadlocked((a, b) -> {
				Task<?> elsewhere = createTask(() -> EventLoop.running().runInExecutor(executor, () -> {
					captured.await();
					return 1;
				}).await());
				Asyncio.wait(List.of(a, b, elsewhere), null, ReturnWhen.FIRST_COMPLETED);
			})).isEmpty();
			captured.countDown();
		}
	}

	@Test
	void namesACircleOfTasksThatWaitForAnyOfTheOthers() {
		this.time.loop.runUntilComplete(() -> {
			List<Task<?>> tasks = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				List<Integer> others = List.of((i + 1) % 3, (i + 2) % 3);
				tasks.add(createTask("t" + i, () -> Asyncio.wait(others.stream().<Task<?>>map(tasks::get).toList(),
						null, ReturnWhen.FIRST_COMPLETED)));
			}
			sleep(ofMillis(100));
			CallGraph graph = CallGraph.capture(this.time.loop);
			assertThat(graph.deadlocked()).isEqualTo(tasks);
			assertThat(graph.toString()).endsWith("deadlock: t0 awaits t1 awaits t2 awaits t0\n");
			tasks.getLast().cancel();
			sleep(ofMillis(100));
			assertThat(tasks).as("one cancellation ends all waits").allMatch(Task::done);
			return 1;
		});
	}

	@Test
	void namesEachOfSeveralDeadlocks() {
		this.time.loop.runUntilComplete(() -> {
			List<Task<?>> tasks = new ArrayList<>();
			tasks.add(createTask("both", () -> gather(tasks.get(1), tasks.get(3))));
			tasks.add(createTask("a", () -> await(tasks.get(2))));
			tasks.add(createTask("b", () -> await(tasks.get(1))));
			tasks.add(createTask("c", () -> await(tasks.get(4))));
			tasks.add(createTask("d", () -> gather(tasks.get(1), tasks.get(3))));
			sleep(ofMillis(100));
			assertThat(CallGraph.capture(this.time.loop).toString())
				.endsWith("deadlock: a awaits b awaits a\ndeadlock: c awaits d awaits c\nstuck too: both\n");
			return 1;
		});
	}

	@Test
	void aWaitInsideATimeoutIsNoDeadlockUntilItHasExpired() {
		assertThat(cycles((a) -> Asyncio.timeout(ofMillis(400), () -> await(a)))).isEmpty();
		assertThat(cycles((a) -> Asyncio.waitFor(a, ofMillis(400)))).isEmpty();
		assertThat(cycles((a) -> Asyncio.timeout(ofMillis(50), () -> await(a))))
			.as("no cancellation ends a circle of awaits")
			.hasSize(1);
		assertThat(cycles((a) -> new dev.asynclab.asyncio.Timeout(null).run(() -> await(a)))).hasSize(1);
		assertThat(cycles((a) -> {
			dev.asynclab.asyncio.Timeout timeout = new dev.asynclab.asyncio.Timeout(ofMillis(400));
			timeout.run(() -> {
				timeout.reschedule(null);
				return await(a);
			});
		})).hasSize(1);
		assertThat(cycles((a) -> {
			Asyncio.timeout(ofMillis(400), () -> sleep(ZERO));
			await(a);
		})).hasSize(1);
	}

	@Test
	void aTaskThatDoesNotWaitForItsFuturesYetIsInNoDeadlock() {
		assertThat(cycles((a) -> {
			Asyncio.asCompleted(List.of(a));
			sleep(ofMillis(500));
		})).isEmpty();
		assertThat(cycles((a) -> taskGroup((group) -> {
			group.createTask(() -> await(a));
			sleep(ofMillis(500));
		}))).isEmpty();
	}

	@Test
	void printsACircleThatIsNoDeadlock() {
		this.time.loop.runUntilComplete(() -> {
			List<Task<?>> tasks = new ArrayList<>();
			tasks.add(createTask("p",
					() -> Asyncio.wait(List.of(tasks.get(1)), ofMillis(400), ReturnWhen.ALL_COMPLETED)));
			tasks.add(createTask("a", () -> await(tasks.get(0))));
			sleep(ofMillis(100));
			assertThat(CallGraph.capture(this.time.loop).format(tasks.get(0)))
				.contains("* Task(name='a')\n", "* Task(name='p'): see above\n")
				.doesNotContain("deadlock");
			return 1;
		});
	}

	@Test
	void anotherThreadReadsItWhileTheLoopIsBlocked() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		EventLoop loop = new EventLoop();
		try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
			executor.execute(() -> Asyncio.run(loop, () -> {
				Task<?> leaf = createTask("leaf", () -> {
					blocked.countDown();
					release.await();
				});
				Task<?> waiting = createTask("waiting", () -> await(leaf));
				sleep(ofMillis(1));
				gather(leaf, waiting);
			}));
			blocked.await();
			CallGraph graph = CallGraph.capture(loop);
			assertThat(graph.tasks()).extracting((node) -> node.task().getName()).endsWith("leaf", "waiting");
			assertThat(methods(graph.tasks().get(1).task().getStack())).last().asString().contains("anotherThread");
			release.countDown();
		}
	}

	@Test
	void anotherThreadReadsItWhileTheLoopRuns() {
		Asyncio.run(() -> {
			EventLoop loop = EventLoop.running();
			boolean[] stop = new boolean[1];
			Task<?> busy = createTask("busy", () -> {
				while (!stop[0]) {
					gather(createTask(() -> sleep(ZERO)), createTask(() -> sleep(ZERO)));
				}
			});
			toThread(() -> {
				for (int i = 0; i < 1000; i++) {
					CallGraph.capture(loop).cycles();
				}
				return "";
			});
			stop[0] = true;
			await(busy);
		});
	}

	// Returns the deadlocks when one task waits for another, which awaits it.
	private static List<List<Task<?>>> cycles(Waits wait) {
		EventLoop loop = new EventLoop(new VirtualClock());
		return loop.runUntilComplete(() -> {
			List<Task<?>> tasks = new ArrayList<>();
			loop.setExceptionHandler((report) -> assertThat(report.exception()).hasMessageContaining("awaits itself"));
			tasks.add(createTask("p", () -> wait.on(tasks.get(1))));
			tasks.add(createTask("a", () -> await(tasks.get(0))));
			sleep(ofMillis(100));
			CallGraph graph = CallGraph.capture(loop);
			assertThat(tasks).noneMatch(Task::done);
			return graph.cycles();
		});
	}

	// Returns what can't go on when one task waits for two others, which await it.
	private static List<String> deadlocked(WaitsForTwo wait) {
		EventLoop loop = new EventLoop(new VirtualClock());
		return loop.runUntilComplete(() -> {
			List<Task<?>> tasks = new ArrayList<>();
			tasks.add(createTask("p", () -> wait.on(tasks.get(1), tasks.get(2))));
			tasks.add(createTask("a", () -> await(tasks.get(0))));
			tasks.add(createTask("b", () -> await(tasks.get(0))));
			sleep(ofMillis(100));
			CallGraph graph = CallGraph.capture(loop);
			assertThat(tasks).noneMatch(Task::done);
			assertThat(graph.cycles()).hasSize(graph.deadlocked().isEmpty() ? 0 : 1)
				.allSatisfy((cycle) -> assertThat(cycle).hasSizeGreaterThan(1).startsWith(tasks.getFirst()));
			return graph.deadlocked().stream().map(Task::getName).toList();
		});
	}

	private static Task<?> sleeper() {
		return createTask("sleeper", () -> sleep(ofMillis(500)));
	}

	private static void outer() {
		inner();
	}

	private static void inner() {
		sleep(ofMillis(500));
	}

	private static void boom() {
		bang();
	}

	private static void bang() {
		throw new IllegalStateException("x");
	}

	private static List<String> methods(List<StackTraceElement> frames) {
		return frames.stream().map(StackTraceElement::getMethodName).toList();
	}

	private static String printed(Task<?> task, int limit) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		task.printStack(limit, new PrintStream(bytes, true, StandardCharsets.UTF_8));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	/** How a task waits for two others. */
	@FunctionalInterface
	private interface WaitsForTwo {

		void on(Task<?> one, Task<?> two) throws Exception;

	}

	/** How a task waits for another. */
	@FunctionalInterface
	private interface Waits {

		void on(Task<?> task) throws Exception;

	}

}
