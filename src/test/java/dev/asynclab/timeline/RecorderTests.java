package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.asynclab.timeline.Result.Status;
import dev.asynclab.timeline.TaskSpan.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Recorder}.
 */
@Timeout(120)
class RecorderTests {

	private final Samples.Run run = new Samples.Run();

	private final Recorder recorder = this.run.recorder;

	@Test
	void countsOffsetsFromConstruction() {
		this.run.atNanos(7).task("task").created();
		this.run.atNanos(11).task("task").started();
		this.run.atNanos(13).task("task").finished("value");
		this.run.atNanos(17).returned("all");
		Timeline timeline = this.recorder.timeline();
		String thread = Thread.currentThread().getName();
		assertThat(timeline.log()).containsExactly(new LogEntry(7, "task", TaskEvent.CREATED, thread),
				new LogEntry(11, "task", TaskEvent.STARTED, thread),
				new LogEntry(13, "task", TaskEvent.FINISHED, thread));
		assertThat(timeline.tasks()).containsExactly(new TaskSpan("task", State.DONE, "value", null, 7L, 11L, 13L, null,
				thread, List.of(new Segment(Segment.State.QUEUED, 7, 11, null),
						new Segment(Segment.State.HOLDING, 11, 13, thread))));
		assertThat(timeline.result()).isEqualTo(new Result(Status.RETURNED, "all", null, 17));
	}

	@Test
	void mayCountFromTheFirstEntry() {
		long[] now = { 100 };
		Recorder later = Recorder.fromFirstEntry(() -> now[0]);
		TaskRecorder task = later.task("task");
		now[0] = 140;
		task.created();
		now[0] = 145;
		later.returned("all");
		assertThat(later.timeline().log()).singleElement().extracting(LogEntry::atNanos).isEqualTo(0L);
		assertThat(later.timeline().wallNanos()).isEqualTo(5);
		assertThat(later.beginNanos()).isEqualTo(140);
	}

	@Test
	void keepsTasksInOrderOfFirstMention() {
		this.recorder.task("third");
		this.recorder.task("first").created();
		this.recorder.task("second");
		this.recorder.task("third").started();
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::name)
			.containsExactly("third", "first", "second");
	}

	@Test
	void showsDeclaredTaskThatNeverBeganAsNotStarted() {
		this.recorder.task("task");
		assertThat(this.recorder.timeline().tasks()).containsExactly(
				new TaskSpan("task", State.NOT_STARTED, null, null, null, null, null, null, null, List.of()));
		assertThat(this.recorder.timeline().log()).isEmpty();
	}

	@Test
	void ignoresWhatHappensToSettledTask() {
		this.recorder.task("task").created();
		this.recorder.task("task").cancelled();
		Timeline settled = this.recorder.timeline();
		this.recorder.task("task").created();
		this.recorder.task("task").started();
		this.recorder.task("task").cancelRequested();
		this.recorder.task("task").cancelled();
		this.recorder.task("task").failed(new IllegalStateException());
		this.recorder.task("task").finished("value");
		assertThat(this.recorder.timeline()).isEqualTo(settled);
		assertThat(settled.tasks()).extracting(TaskSpan::state).containsExactly(State.CANCELLED);
	}

	@Test
	void ignoresSecondCreationAndSecondStart() {
		this.run.at(1).task("task").created();
		this.run.at(2).task("task").created();
		this.run.at(3).task("task").started();
		this.run.at(4).task("task").started();
		this.run.at(5).task("task").created();
		assertThat(this.recorder.timeline().log()).extracting(LogEntry::event)
			.containsExactly(TaskEvent.CREATED, TaskEvent.STARTED);
	}

	@Test
	void keepsFirstAnswerOfCombinator() {
		this.recorder.raised(new IllegalStateException("first"));
		this.recorder.cancelled();
		this.recorder.returned("late");
		assertThat(this.recorder.timeline().result())
			.isEqualTo(new Result(Status.RAISED, null, new ErrorSummary("IllegalStateException", "first"), 0));
	}

	@Test
	void takesWrappersOffErrors() {
		this.recorder.task("task")
			.failed(new CompletionException(new ExecutionException(new IllegalArgumentException("inside"))));
		this.recorder.task("anonymous").failed(new IllegalStateException() {
			private static final long serialVersionUID = 1;

		});
		this.recorder.task("empty").failed(new CompletionException("no cause", null));
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::error)
			.containsExactly(new ErrorSummary("IllegalArgumentException", "inside"),
					new ErrorSummary("IllegalStateException", ""), new ErrorSummary("CompletionException", "no cause"));
	}

	@Test
	void snapshotDoesNotChangeAfterwards() {
		List<String> values = new ArrayList<>(List.of("value"));
		this.recorder.task("task").created();
		this.recorder.returned(values);
		Timeline snapshot = this.recorder.timeline();
		this.recorder.task("task").finished("late");
		values.add("late");
		assertThat(snapshot.log()).hasSize(1);
		assertThat(snapshot.tasks()).extracting(TaskSpan::state).containsExactly(State.PENDING);
		assertThat(snapshot.result()).isEqualTo(new Result(Status.RETURNED, List.of("value"), null, 0));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(snapshot.log()::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(snapshot.tasks()::clear);
	}

	@Test
	void namesThreadOfEachEventAndShowsTaskOnTheOneItStartedOn() throws Exception {
		this.recorder.task("task").created();
		onThread("worker", () -> this.recorder.task("task").started());
		onThread("event-loop", () -> this.recorder.task("task").finished(null));
		assertThat(this.recorder.timeline().log()).extracting(LogEntry::thread)
			.containsExactly(Thread.currentThread().getName(), "worker", "event-loop");
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::thread).containsExactly("worker");
	}

	@Test
	void tellsListenerEachEntryInOrderIncludingEarlierOnes() {
		List<LogEntry> told = new ArrayList<>();
		this.recorder.task("task").created();
		this.recorder.onEntry(told::add);
		this.recorder.task("task").started();
		this.recorder.task("task").finished(null);
		this.recorder.task("task").finished(null);
		assertThat(told).hasSize(3).isEqualTo(this.recorder.timeline().log());
	}

	@Test
	void goesOnWithoutListenerThatThrows() {
		List<LogEntry> told = new ArrayList<>();
		List<LogEntry> toldBefore = new ArrayList<>();
		this.recorder.onEntry((entry) -> {
			toldBefore.add(entry);
			throw new IllegalStateException("the reader is gone");
		});
		this.recorder.onEntry(told::add);
		this.recorder.task("task").created();
		this.recorder.task("task").started();
		assertThat(toldBefore).hasSize(1);
		assertThat(told).hasSize(2).isEqualTo(this.recorder.timeline().log());
	}

	@Test
	void keepsOrderOfTimeAndLosesNothingUnderManyThreads() throws Exception {
		int threads = 16;
		int tasksOfThread = 200;
		Recorder shared = new Recorder(System::nanoTime);
		List<LogEntry> told = new ArrayList<>();
		shared.onEntry(told::add);
		CyclicBarrier together = new CyclicBarrier(threads);
		try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
			List<Future<?>> workers = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				String prefix = thread + "-";
				workers.add(executor.submit(() -> {
					together.await();
					for (int task = 0; task < tasksOfThread; task++) {
						shared.task(prefix + task).created();
						shared.task(prefix + task).started();
						shared.task(prefix + task).finished(task);
						shared.task("shared-" + task).finished(prefix);
						shared.timeline();
					}
					return null;
				}));
			}
			for (Future<?> worker : workers) {
				worker.get();
			}
		}
		Timeline timeline = shared.timeline();
		assertThat(timeline.log()).hasSize(threads * tasksOfThread * 3 + tasksOfThread)
			.isSortedAccordingTo(Comparator.comparingLong(LogEntry::atNanos))
			.isEqualTo(told);
		assertThat(timeline.tasks()).hasSize((threads + 1) * tasksOfThread)
			.allMatch((task) -> task.state() == State.DONE);
	}

	@Test
	void recordsValuesThatAreErrorsAsErrors() {
		this.recorder.returned(List.of("value", new CompletionException(new IllegalStateException("boom"))));
		assertThat(this.recorder.timeline().result()).extracting(Result::status, Result::value)
			.containsExactly(Status.RETURNED,
					List.of("value", new Value.Raised(new ErrorSummary("IllegalStateException", "boom"))));
	}

	private static void onThread(String name, Runnable action) throws InterruptedException {
		Thread thread = new Thread(action, name);
		thread.start();
		thread.join();
	}

}
