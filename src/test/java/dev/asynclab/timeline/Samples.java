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
		run.at(0).created("task1");
		run.at(0).created("task2");
		run.at(1).started("task1");
		run.at(2).started("task2");
		run.at(1002).finished("task2", "task2 done");
		run.at(2001).finished("task1", "task1 done");
		run.at(2003).returned(List.of("task1 done", "task2 done"));
		return run.report("gather", style);
	}

	/** One fails, the combinator raises at once, the other runs on. */
	static Report failing() {
		Run run = new Run();
		start(run, 0, "A", "B");
		run.at(1000).failed("B", new CompletionException(new IllegalStateException("the upstream answered 500")));
		run.at(1000).raised(new CompletionException(new IllegalStateException("the upstream answered 500")));
		run.at(2000).finished("A", "A done");
		return run.report("gather", "webclient");
	}

	/**
	 * One runs to its end, one is stopped, one is stopped in the queue, one was only
	 * planned.
	 */
	static Report cancelled() {
		Run run = new Run();
		List.of("worked", "stopped", "queued", "planned").forEach(run.recorder::declare);
		run.at(0).created("queued");
		start(run, 0, "worked", "stopped");
		run.at(250).finished("worked", null);
		run.at(400).cancelRequested("stopped");
		run.at(400).cancelRequested("queued");
		run.at(400).cancelled("queued");
		run.at(420).cancelled("stopped");
		run.at(420).cancelled();
		return run.report("task-group", "virtual-thread");
	}

	/** More tasks than threads: they run in waves of a second. */
	static Report queue(int tasks, int threads) {
		Run run = new Run();
		List<String> names = IntStream.rangeClosed(1, tasks).mapToObj((number) -> "job-" + number).toList();
		names.forEach(run.at(0)::created);
		for (int first = 0; first < tasks; first += threads) {
			List<String> wave = names.subList(first, Math.min(tasks, first + threads));
			run.at(1000L * first / threads);
			wave.forEach(run.recorder::started);
			run.at(1000L * first / threads + 1000);
			wave.forEach((name) -> run.recorder.finished(name, name + " done"));
		}
		run.recorder.returned(names.stream().map((name) -> name + " done").toList());
		return run.report("gather", "async-pool");
	}

	/** A snapshot of tasks that have not settled. */
	static Report pending() {
		Run run = new Run();
		start(run, 0, "running");
		run.at(0).created("waiting");
		run.at(300).raised(new CancellationException());
		run.at(300).cancelRequested("running");
		return run.report("wait-for", "async-pool");
	}

	/** Names and messages that try to break the picture. */
	static Report hostile() {
		Run run = new Run();
		start(run, 0, "a-name-of-exactly-forty-characters-is-001", "任务一", "\u001b[31mred\u202e");
		run.at(500).finished("任务一", "你好\n世界");
		run.at(700).finished("a-name-of-exactly-forty-characters-is-001", "<script>alert('&')</script>");
		run.at(800).failed("\u001b[31mred\u202e", new IllegalArgumentException("\u0000 \uffff \"quoted\" 🙂"));
		run.at(900).returned(List.of("你好\n世界", new IllegalArgumentException("\u0000")));
		return run.report("gather", "async-pool");
	}

	static Comparison comparison() {
		return new Comparison(List.of(queue(10, 4), twoTasks("webclient"), failing()));
	}

	private static void start(Run run, long ms, String... tasks) {
		for (String task : tasks) {
			run.at(ms).created(task);
			run.at(ms).started(task);
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
					"curl 'localhost:8080/api/gather?job=A:2s&job=B:1s:fail&format=text'");
		}

	}

}
