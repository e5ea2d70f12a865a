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
		this.run.atNanos(7).created("task");
		this.run.atNanos(11).started("task");
		this.run.atNanos(13).finished("task", "value");
		this.run.atNanos(17).returned("all");
		Timeline timeline = this.recorder.timeline();
		String thread = Thread.currentThread().getName();
		assertThat(timeline.log()).containsExactly(new LogEntry(7, "task", TaskEvent.CREATED, thread),
				new LogEntry(11, "task", TaskEvent.STARTED, thread),
				new LogEntry(13, "task", TaskEvent.FINISHED, thread));
		assertThat(timeline.tasks())
			.containsExactly(new TaskSpan("task", State.DONE, "value", null, 7L, 11L, 13L, thread));
		assertThat(timeline.result()).isEqualTo(new Result(Status.RETURNED, "all", null, 17));
	}

	@Test
	void keepsTasksInOrderOfFirstMention() {
		this.recorder.declare("third");
		this.recorder.created("first");
		this.recorder.declare("second");
		this.recorder.started("third");
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::name)
			.containsExactly("third", "first", "second");
	}

	@Test
	void showsDeclaredTaskThatNeverBeganAsNotStarted() {
		this.recorder.declare("task");
		assertThat(this.recorder.timeline().tasks())
			.containsExactly(new TaskSpan("task", State.NOT_STARTED, null, null, null, null, null, null));
		assertThat(this.recorder.timeline().log()).isEmpty();
	}

	@Test
	void ignoresWhatHappensToSettledTask() {
		this.recorder.created("task");
		this.recorder.cancelled("task");
		Timeline settled = this.recorder.timeline();
		this.recorder.created("task");
		this.recorder.started("task");
		this.recorder.cancelRequested("task");
		this.recorder.cancelled("task");
		this.recorder.failed("task", new IllegalStateException());
		this.recorder.finished("task", "value");
		assertThat(this.recorder.timeline()).isEqualTo(settled);
		assertThat(settled.tasks()).extracting(TaskSpan::state).containsExactly(State.CANCELLED);
	}

	@Test
	void ignoresSecondCreationAndSecondStart() {
		this.run.at(1).created("task");
		this.run.at(2).created("task");
		this.run.at(3).started("task");
		this.run.at(4).started("task");
		this.run.at(5).created("task");
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
		this.recorder.failed("task",
				new CompletionException(new ExecutionException(new IllegalArgumentException("inside"))));
		this.recorder.failed("anonymous", new IllegalStateException() {
			private static final long serialVersionUID = 1;

		});
		this.recorder.failed("empty", new CompletionException("no cause", null));
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::error)
			.containsExactly(new ErrorSummary("IllegalArgumentException", "inside"),
					new ErrorSummary("IllegalStateException", ""), new ErrorSummary("CompletionException", "no cause"));
	}

	@Test
	void snapshotDoesNotChangeAfterwards() {
		List<String> values = new ArrayList<>(List.of("value"));
		this.recorder.created("task");
		this.recorder.returned(values);
		Timeline snapshot = this.recorder.timeline();
		this.recorder.finished("task", "late");
		values.add("late");
		assertThat(snapshot.log()).hasSize(1);
		assertThat(snapshot.tasks()).extracting(TaskSpan::state).containsExactly(State.PENDING);
		assertThat(snapshot.result()).isEqualTo(new Result(Status.RETURNED, List.of("value"), null, 0));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(snapshot.log()::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(snapshot.tasks()::clear);
	}

	@Test
	void namesThreadOfEachEventAndShowsTaskOnTheOneItStartedOn() throws Exception {
		this.recorder.created("task");
		onThread("worker", () -> this.recorder.started("task"));
		onThread("event-loop", () -> this.recorder.finished("task", null));
		assertThat(this.recorder.timeline().log()).extracting(LogEntry::thread)
			.containsExactly(Thread.currentThread().getName(), "worker", "event-loop");
		assertThat(this.recorder.timeline().tasks()).extracting(TaskSpan::thread).containsExactly("worker");
	}

	@Test
	void tellsListenerEachEntryInOrderIncludingEarlierOnes() {
		List<LogEntry> told = new ArrayList<>();
		this.recorder.created("task");
		this.recorder.onEntry(told::add);
		this.recorder.started("task");
		this.recorder.finished("task", null);
		this.recorder.finished("task", null);
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
		this.recorder.created("task");
		this.recorder.started("task");
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
						shared.created(prefix + task);
						shared.started(prefix + task);
						shared.finished(prefix + task, task);
						shared.finished("shared-" + task, prefix);
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
