package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopListener}.
 */
@Timeout(120)
class LoopListenerTests {

	private final VirtualClock clock = new VirtualClock();

	private final double start = this.clock.time();

	private final List<String> told = new ArrayList<>();

	private final List<ExceptionContext> reports = new ArrayList<>();

	private final EventLoop loop = new EventLoop(this.clock, new Notes());

	LoopListenerTests() {
		this.loop.setExceptionHandler(this.reports::add);
	}

	@Test
	void tellsTheTurnsOfTwoSleepsThatOverlap() {
		run(() -> gather(createTask("A", () -> sleeping(200)), createTask("B", () -> sleeping(100))));
		assertThat(this.told).containsExactly("queued main", "0 iteration", "begins main", "queued A", "queued B",
				"main awaits _GatheringFuture", "ends main", "0 iteration", "begins A", "timer 200", "A awaits Future",
				"ends A", "begins B", "timer 100", "B awaits Future", "ends B", "100 iteration", "due 100",
				"queued Sleep.<lambda>()", "begins Sleep.<lambda>()", "done Future", "queued B",
				"ends Sleep.<lambda>()", "100 iteration", "begins B", "done B", "queued Gather.<lambda>()", "ends B",
				"100 iteration", "begins Gather.<lambda>()", "ends Gather.<lambda>()", "200 iteration", "due 200",
				"queued Sleep.<lambda>()", "begins Sleep.<lambda>()", "done Future", "queued A",
				"ends Sleep.<lambda>()", "200 iteration", "begins A", "done A", "queued Gather.<lambda>()", "ends A",
				"200 iteration", "begins Gather.<lambda>()", "done _GatheringFuture", "queued main",
				"ends Gather.<lambda>()", "200 iteration", "begins main", "done main", "queued EventLoop.<lambda>()",
				"ends main", "200 iteration", "begins EventLoop.<lambda>()", "ends EventLoop.<lambda>()");
	}

	@Test
	void tellsWhoIsAskedToEndAndWhichTimerIsTakenBack() {
		run(() -> {
			Task<?> task = createTask("A", () -> sleeping(200));
			sleep(Duration.ZERO);
			task.cancel();
			Asyncio.wait(List.of(task));
		});
		assertThat(this.told).containsSubsequence("begins A", "timer 200", "A awaits Future", "ends A", "begins main",
				"A asked to end", "done Future", "queued A", "taken back 200", "main awaits Future", "ends main",
				"begins A", "done A");
	}

	@Test
	void givesATaskThatWasCancelledBeforeItsFirstStepATurn() {
		run(() -> {
			createTask("A", () -> sleeping(200)).cancel();
			sleep(Duration.ZERO);
		});
		assertThat(this.told).containsSubsequence("queued A", "A asked to end", "queued main", "ends main", "begins A",
				"done A", "ends A", "begins main");
	}

	@Test
	void tellsTheFirstStepOfAnEagerTaskInsideItsCreators() {
		this.loop.setTaskFactory(TaskFactory.eager());
		run(() -> {
			Task<?> task = createTask(() -> sleeping(200));
			task.setName("A");
			task.await();
		});
		assertThat(this.told).containsSubsequence("begins main", "timer 200", "main awaits A", "ends main");
		assertThat(this.told.indexOf("timer 200")).isLessThan(this.told.indexOf("main awaits A"));
	}

	@Test
	void looksAtAnErrorWithoutCountingItAsRetrieved() {
		run(() -> {
			createTask("A", () -> {
				throw new IllegalStateException("lost");
			});
			sleep(Duration.ZERO);
		});
		this.loop.close();
		assertThat(this.told).contains("done A with lost");
		assertThat(this.reports).extracting(ExceptionContext::message)
			.containsExactly("Task exception was never retrieved");
	}

	@Test
	void tellsOfACallbackThatAnotherThreadBrings() {
		run(() -> {
			Thread.ofPlatform().start(() -> this.loop.callSoonThreadsafe(new Named("guest"))).join();
			sleep(Duration.ZERO);
			sleep(Duration.ZERO);
		});
		assertThat(this.told).containsSubsequence("ends main", "queued guest", "0 iteration", "begins guest",
				"ends guest");
	}

	private void run(VoidCoroutine main) {
		this.loop.runUntilComplete(this.loop.createTask("main", main.returningNull()));
	}

	private static void sleeping(int ms) {
		sleep(Duration.ofMillis(ms));
	}

	private record Named(String name) implements Runnable {

		@Override
		public void run() {
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	private final class Notes implements LoopListener {

		@Override
		public void iterationBegan() {
			note(ms(LoopListenerTests.this.clock.time()) + " iteration");
		}

		@Override
		public void queued(Ready entry) {
			note("queued " + name(entry));
		}

		@Override
		public void began(Ready entry) {
			note("begins " + name(entry));
		}

		@Override
		public void ended(Ready entry) {
			note("ends " + name(entry));
		}

		@Override
		public void awaits(Task<?> task, Future<?> future) {
			note(task.getName() + " awaits " + name(future));
		}

		@Override
		public void done(Future<?> future, @Nullable Throwable error) {
			note("done " + name(future) + ((error != null) ? " with " + error.getMessage() : ""));
		}

		@Override
		public void cancelRequested(Task<?> task) {
			note(task.getName() + " asked to end");
		}

		@Override
		public void timerSet(TimerHandle timer) {
			note("timer " + ms(timer.when()));
		}

		@Override
		public void timerCancelled(TimerHandle timer) {
			note("taken back " + ms(timer.when()));
		}

		@Override
		public void timerDue(TimerHandle timer) {
			note("due " + ms(timer.when()));
		}

		private void note(String what) {
			LoopListenerTests.this.told.add(what);
		}

		private long ms(double time) {
			return Math.round((time - LoopListenerTests.this.start) * 1000);
		}

		private static String name(Ready entry) {
			return switch (entry) {
				case Task<?> task -> task.getName();
				case Handle handle -> handle.callback();
			};
		}

		private static String name(Future<?> future) {
			return (future instanceof Task<?> task) ? task.getName() : future.kind();
		}

	}

}
