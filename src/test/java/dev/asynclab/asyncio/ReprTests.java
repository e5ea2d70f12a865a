package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gathering;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Python's repr tells of each, but for the place of its source and its address.
 */
@Timeout(120)
class ReprTests {

	private final VirtualTime time = new VirtualTime();

	@Test
	void futures() {
		EventLoop loop = this.time.loop;
		Future<String> future = loop.createFuture();
		assertThat(future).hasToString("<Future pending>");
		future.addDoneCallback((done) -> this.time.note("done"));
		assertThat(future).hasToString("<Future pending cb=[ReprTests.<lambda>()]>");
		future.addDoneCallback(new Named());
		assertThat(future).hasToString("<Future pending cb=[ReprTests.<lambda>(), Named()]>");
		future.addDoneCallback(new Named());
		assertThat(future).hasToString("<Future pending cb=[ReprTests.<lambda>(), <1 more>, Named()]>");
		future.setResult("x".repeat(50));
		assertThat(future).hasToString("<Future finished result='xxxxxxxxxxxx...xxxxxxxxxxxxx'>");
		Future<String> cancelled = loop.createFuture();
		cancelled.cancel();
		assertThat(cancelled).hasToString("<Future cancelled>");
		Future<String> failed = loop.createFuture();
		failed.setException(new IllegalStateException("x"));
		assertThat(failed).hasToString("<Future finished exception=IllegalStateException('x')>");
		Future<Object> itself = loop.createFuture();
		itself.setResult(itself);
		assertThat(itself).hasToString("<Future finished result=...>");
		loop.close();
		assertThat(this.time.reports).as("describing is not looking").hasSize(1);
	}

	@Test
	void tasks() {
		this.time.run(() -> {
			Future<String> future = EventLoop.running().createFuture();
			Task<String> task = createTask("t", () -> await(future));
			sleep(ZERO);
			assertThat(task).hasToString("<Task pending name='t' wait_for=<Future pending cb=[Task.task_wakeup()]>>");
			task.cancel();
			assertThat(task).hasToString("<Task cancelling name='t' wait_for=<Future cancelled>>");
			sleep(ZERO);
			assertThat(task).hasToString("<Task cancelled name='t'>");
			Task<?> failed = createTask("b", () -> {
				throw new IllegalStateException("boom");
			});
			Asyncio.wait(List.of(failed));
			assertThat(failed).hasToString("<Task finished name='b' exception=IllegalStateException('boom')>");
			assertThat(gathering(List.of(EventLoop.running().createFuture())))
				.hasToString("<_GatheringFuture pending>");
		});
	}

	@Test
	void tasksThatAwaitEachOther() {
		this.time.loop.runUntilComplete(() -> {
			List<Task<Integer>> tasks = new ArrayList<>();
			tasks.add(createTask("one", () -> await(tasks.getLast())));
			tasks.add(createTask("two", () -> await(tasks.getFirst())));
			sleep(ZERO);
			assertThat(tasks.getFirst()).hasToString("<Task pending name='one' wait_for=<Task pending name='two' "
					+ "wait_for=... cb=[Task.task_wakeup()]> cb=[Task.task_wakeup()]>");
			return 1;
		});
	}

	@Test
	void handles() {
		EventLoop loop = this.time.loop;
		Handle soon = loop.callSoon(new Named());
		assertThat(soon).hasToString("<Handle Named()>");
		soon.cancel();
		assertThat(soon).hasToString("<Handle cancelled>");
		TimerHandle later = loop.callAt(5.25, new Named());
		assertThat(later).hasToString("<TimerHandle when=5.25 Named()>");
		later.cancel();
		assertThat(later).hasToString("<TimerHandle cancelled when=5.25>");
		assertThat(loop).hasToString("<EventLoop running=false closed=false debug=false>");
	}

	@Test
	void timeouts() {
		this.time.run(() -> {
			dev.asynclab.asyncio.Timeout limited = new dev.asynclab.asyncio.Timeout(
					java.time.Duration.ofNanos(12_345_600_000L));
			assertThat(limited).hasToString("<Timeout [created]>");
			limited.<Integer>run(() -> {
				assertThat(limited).hasToString("<Timeout [active] when=1012.346>");
				return 1;
			});
			assertThat(limited).hasToString("<Timeout [finished]>");
			dev.asynclab.asyncio.Timeout unlimited = new dev.asynclab.asyncio.Timeout(null);
			unlimited.<Integer>run(() -> {
				assertThat(unlimited).hasToString("<Timeout [active] when=None>");
				return 1;
			});
		});
	}

	private static final class Named implements Runnable, java.util.function.Consumer<Future<String>> {

		@Override
		public void run() {
		}

		@Override
		public void accept(Future<String> future) {
		}

	}

}
