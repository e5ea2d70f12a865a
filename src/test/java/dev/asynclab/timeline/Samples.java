package dev.asynclab.timeline;

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
		run.at(0).task("task1").created();
		run.at(0).task("task2").created();
		run.at(1).task("task1").started();
		run.at(2).task("task2").started();
		run.at(1002).task("task2").finished("task2 done");
		run.at(2001).task("task1").finished("task1 done");
		run.at(2003).returned(List.of("task1 done", "task2 done"));
		return run.report("gather", style);
	}

	/** One fails, the combinator raises at once, the other runs on. */
	static Report failing() {
		Run run = new Run();
		start(run, 0, "A", "B");
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
		List.of("worked", "stopped", "queued", "planned").forEach(run.recorder::task);
		run.at(0).task("queued").created();
		start(run, 0, "worked", "stopped");
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
		names.forEach((name) -> run.at(0).task(name).created());
		for (int first = 0; first < tasks; first += threads) {
			List<String> wave = names.subList(first, Math.min(tasks, first + threads));
			run.at(1000L * first / threads);
			wave.forEach((name) -> run.recorder.task(name).started());
			run.at(1000L * first / threads + 1000);
			wave.forEach((name) -> run.recorder.task(name).finished(name + " done"));
		}
		run.recorder.returned(names.stream().map((name) -> name + " done").toList());
		return run.report("gather", "async-pool");
	}

	/** A snapshot of tasks that have not settled. */
	static Report pending() {
		Run run = new Run();
		start(run, 0, "running");
		run.at(0).task("waiting").created();
		run.at(300).raised(new CancellationException());
		run.at(300).task("running").cancelRequested();
		return run.report("wait-for", "async-pool");
	}

	/** Names and messages that try to break the picture. */
	static Report hostile() {
		Run run = new Run();
		start(run, 0, "a-name-of-exactly-forty-characters-is-001", "任务一", "\u001b[31mred\u202e");
		run.at(500).task("任务一").finished("你好\n世界");
		run.at(700).task("a-name-of-exactly-forty-characters-is-001").finished("<script>alert('&')</script>");
		run.at(800).task("\u001b[31mred\u202e").failed(new IllegalArgumentException("\u0000 \uffff \"quoted\" 🙂"));
		run.at(900).returned(List.of("你好\n世界", new IllegalArgumentException("\u0000")));
		return run.report("gather", "async-pool");
	}

	static Comparison comparison() {
		return new Comparison(List.of(queue(10, 4), twoTasks("webclient"), failing()));
	}

	private static void start(Run run, long ms, String... tasks) {
		for (String task : tasks) {
			run.at(ms).task(task).created();
			run.at(ms).task(task).started();
		}
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

		Report report(String concept, String style) {
			return Report.of(concept, style, "http", this.recorder.timeline(),
					"results = await asyncio.gather(task1(), task2())",
					Sentence.of("test",
							"Tasks that wait at the same time take as long as the longest of them, not as long as all of them together."),
					List.of(), "curl 'localhost:8080/api/gather?job=A:2s&job=B:1s:fail&format=text'");
		}

	}

}
