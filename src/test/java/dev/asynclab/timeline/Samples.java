package dev.asynclab.timeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import dev.asynclab.notation.Sentence;

/**
 * Runs to draw and to measure, recorded with a clock that is moved by hand.
 */
final class Samples {

	private Samples() {
	}

	/** The tutorial's run: two tasks at once, the second is done first. */
	static Report twoTasks(String style) {
		Run run = new Run();
		run.task("task1", 2000);
		run.task("task2", 1000);
		run.at(0).task("task1").created();
		run.at(0).task("task2").created();
		run.at(1).task("task1").startedAwaiting();
		run.at(2).task("task2").startedAwaiting();
		run.at(1002).task("task2").finished("task2 done");
		run.at(2001).task("task1").finished("task1 done");
		run.at(2003).returned(List.of("task1 done", "task2 done"));
		return run.report("gather", style);
	}

	/** A is ready after half a second, but B keeps the event loop. */
	static Report blocking() {
		Run run = new Run();
		run.task("A", 500);
		run.task("B", 1500);
		await(run, 0, "A", "B");
		run.at(1).task("A").sent();
		run.at(1).task("B").sent();
		run.at(4).task("B").answered(1_000_000);
		run.on("lab-loop-1", run.at(4).task("B")::blocking);
		run.at(1504).task("B").finished("B done");
		run.at(1506).task("A").answered(500_000_000);
		run.at(1507).task("A").finished("A done");
		run.at(1508).returned(List.of("A done", "B done"));
		run.recorder.needs(new Loop("webclient-1", "lab-loop-1"));
		run.stalled("webclient-1", 20, 1504, "WebClientStarter.sleep(WebClientStarter.java:52)");
		return run.report("create-task", "webclient");
	}

	/** The same in a worker thread: A is served when its answer has come. */
	static Report toThread() {
		Run run = new Run();
		run.task("A", 500);
		run.task("B", 1500);
		await(run, 0, "A", "B");
		run.at(1).task("A").sent();
		run.at(1).task("B").sent();
		run.on("worker-1", run.at(4).task("B")::blocking);
		run.at(501).task("A").answered(500_000_000);
		run.at(501).task("A").finished("A done");
		run.at(1504).task("B").finished("B done");
		run.at(1505).returned(List.of("A done", "B done"));
		run.recorder.needs(new Loop("webclient-1", "lab-loop-1"));
		return run.report("to-thread", "webclient");
	}

	/** The same in the pool: each holds its thread, and nobody waits for anybody. */
	static Report blockingInPool() {
		Run run = new Run();
		run.task("A", 500);
		run.task("B", 1500);
		hold(run, 0, "async-1", "A");
		hold(run, 0, "async-2", "B");
		run.on("async-2", run.at(50).task("B")::blocking);
		run.at(501).task("A").finished("A done");
		run.at(1550).task("B").finished("B done");
		run.at(1551).returned(List.of("A done", "B done"));
		return run.report("create-task", "async-pool");
	}

	/** Another run blocks one of two loops, and the own loop is not stalled for long. */
	static Report otherRunBlocks() {
		Run run = new Run();
		run.task("A", 100);
		run.task("B", 20);
		run.at(0).task("A").created();
		run.at(0).task("B").created();
		run.on("asyncio-3", run.at(0).task("B")::startedAwaiting);
		run.on("asyncio-3", run.at(10).task("B")::blocking);
		run.at(30).task("B").finished("B done");
		run.at(31).task("A").startedAwaiting();
		run.at(400).task("A").finished("A done");
		run.at(400).returned(List.of("A done", "B done"));
		run.recorder.needs(new Loop("asyncio-3", "asyncio-3"));
		run.recorder.needs(new Loop("webclient-1", "lab-loop-1"));
		run.stalled("webclient-1", 100, 390, "Other.block(Other.java:7)");
		return run.report("gather", "asyncio");
	}

	/** One fails, the combinator raises at once, the other runs on. */
	static Report failing() {
		Run run = new Run();
		run.task("A", 2000);
		run.task("B", 1000);
		await(run, 0, "A", "B");
		run.at(1000).task("B").failed(new CompletionException(new IllegalStateException("the upstream answered 500")));
		run.at(1000).raised(new CompletionException(new IllegalStateException("the upstream answered 500")));
		run.at(2000).task("A").finished("A done");
		return run.report("gather", "webclient");
	}

	/**
	 * One runs to its end, one is stopped, one is stopped in the queue, one was only
	 * planned.
	 */
	static Report cancelled() {
		Run run = new Run();
		List.of("worked", "stopped", "queued", "planned").forEach((task) -> run.task(task, 250));
		run.at(0).task("queued").created();
		await(run, 0, "worked", "stopped");
		run.at(250).task("worked").finished(null);
		run.at(400).task("stopped").cancelRequested();
		run.at(400).task("queued").cancelRequested();
		run.at(400).task("queued").cancelled();
		run.at(420).task("stopped").cancelled();
		run.at(420).cancelled();
		return run.report("task-group", "virtual-thread");
	}

	/** More tasks than threads: they run in waves of a second. */
	static Report queue(int tasks, int threads) {
		Run run = new Run();
		List<String> names = IntStream.rangeClosed(1, tasks).mapToObj((number) -> "job-" + number).toList();
		names.forEach((name) -> run.task(name, 1000));
		names.forEach((name) -> run.at(0).task(name).created());
		for (int first = 0; first < tasks; first += threads) {
			run.at(1000L * first / threads);
			List<String> wave = names.subList(first, Math.min(tasks, first + threads));
			IntStream.range(0, wave.size())
				.forEach((index) -> run.on("async-" + (index + 1), run.recorder.task(wave.get(index))::started));
			run.at(1000L * first / threads + 1000);
			wave.forEach((name) -> run.recorder.task(name).finished(name + " done"));
		}
		run.recorder.returned(names.stream().map((name) -> name + " done").toList());
		return run.report("gather", "async-pool");
	}

	/** A snapshot of tasks that have not settled. */
	static Report pending() {
		Run run = new Run();
		hold(run, 0, "async-1", "running");
		run.at(0).task("waiting").created();
		run.at(300).raised(new CancellationException());
		run.at(300).task("running").cancelRequested();
		return run.report("wait-for", "async-pool");
	}

	/** Names and messages that try to break the picture. */
	static Report hostile() {
		Run run = new Run();
		hold(run, 0, "a-thread-of-a-long-name-that-is-cut", "a-name-of-exactly-forty-characters-is-001");
		hold(run, 0, "线程", "任务一");
		hold(run, 0, "\u001b[31m", "\u001b[31mred\u202e");
		run.at(500).task("任务一").finished("你好\n世界");
		run.at(700).task("a-name-of-exactly-forty-characters-is-001").finished("<script>alert('&')</script>");
		run.at(800).task("\u001b[31mred\u202e").failed(new IllegalArgumentException("\u0000 \uffff \"quoted\" 🙂"));
		run.at(900).returned(List.of("你好\n世界", new IllegalArgumentException("\u0000")));
		run.recorder.needs(new Loop("\u202eloop", "none"));
		run.stalled("\u202eloop", 0, 900, "<b>\u001b[31m");
		return run.report("gather", "async-pool");
	}

	static Comparison comparison() {
		return new Comparison(List.of(queue(10, 4), twoTasks("webclient"), failing()));
	}

	private static void await(Run run, long ms, String... tasks) {
		for (String task : tasks) {
			run.at(ms).task(task).created();
			run.at(ms).task(task).startedAwaiting();
		}
	}

	private static void hold(Run run, long ms, String thread, String task) {
		run.at(ms).task(task).created();
		run.on(thread, run.at(ms).task(task)::started);
	}

	/**
	 * A recorder and the clock that drives it.
	 */
	static final class Run {

		private long nanos = 1_000_000_000_000L;

		private final long begin = this.nanos;

		final Recorder recorder = new Recorder(() -> this.nanos);

		/** Sets the clock. */
		Recorder at(long ms) {
			return atNanos(ms * 1_000_000);
		}

		Recorder atNanos(long offset) {
			this.nanos = this.begin + offset;
			return this.recorder;
		}

		void task(String name, long askedMs) {
			this.recorder.task(name, Duration.ofMillis(askedMs));
		}

		/** Does something on a thread of that name. */
		void on(String thread, Runnable action) {
			Thread current = Thread.currentThread();
			String name = current.getName();
			current.setName(thread);
			try {
				action.run();
			}
			finally {
				current.setName(name);
			}
		}

		void stalled(String loop, long fromMs, long toMs, String culprit) {
			long begin = this.recorder.beginNanos();
			this.recorder.stalled(begin + fromMs * 1_000_000, begin + toMs * 1_000_000, loop, culprit);
		}

		Report report(String concept, String style) {
			return Report.of(concept, style, "http", this.recorder.timeline(),
					"results = await asyncio.gather(task1(), task2())",
					Sentence.of("test",
							"Tasks that wait at the same time take as long as the longest of them, not as long as all of them together."),
					List.of(), "curl 'localhost:8080/api/gather?job=A:2s&job=B:1s:fail&format=text'");
		}

	}

}
