package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * What other threads do to a loop, on thousands of schedules that a model checker
 * chooses: <pre>mvn test -Plincheck -Dschedules=10000</pre> A schedule on which a thread waits for good
 * is an error, too.
 * <p>
 * Lincheck 3.7 can't follow virtual threads: joining one throws a NullPointerException in
 * its ManagedStrategy, which asks you to report a bug of Lincheck. So tasks have platform
 * threads here; the baton that they hand on is the same.
 */
class DoorSchedules {

	private static final int SCHEDULES = Integer.getInteger("schedules", 10_000);

	static {
		TaskStrand.threads = Thread::new;
	}

	@Test
	void callsOfTwoThreadsWakeTheLoop() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			EventLoop loop = new EventLoop();
			Future<Integer> both = loop.createFuture();
			int[] calls = new int[1];
			Runnable count = () -> {
				calls[0]++;
				if (calls[0] == 2) {
					both.setResult(calls[0]);
				}
			};
			Thread one = start(() -> loop.callSoonThreadsafe(count));
			Thread other = start(() -> loop.callSoonThreadsafe(count));
			check(Asyncio.run(loop, both::await) == 2);
			join(one);
			join(other);
		});
	}

	@Test
	void aCallWhileTheLoopIsClosedIsRefusedOrNot() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			EventLoop loop = new EventLoop();
			boolean[] ran = new boolean[1];
			boolean[] refused = new boolean[1];
			Thread caller = start(() -> {
				try {
					loop.callSoonThreadsafe(() -> ran[0] = true);
				}
				catch (IllegalStateException ex) {
					refused[0] = true;
				}
			});
			Asyncio.run(loop, () -> Asyncio.sleep(Duration.ZERO));
			join(caller);
			check(loop.isClosed());
			check(!(ran[0] && refused[0]));
		});
	}

	@Test
	void cancellingFromOutsideEndsTheTaskOrComesTooLate() {
		Lincheck.runConcurrentTest(SCHEDULES, () -> {
			EventLoop loop = new EventLoop();
			Future<String> left = loop.createFuture();
			int[] steps = new int[1];
			Thread caller = start(() -> {
				CompletableFuture<String> result = Asyncio.runCoroutineThreadsafe(() -> {
					steps[0]++;
					Asyncio.sleep(Duration.ZERO);
					steps[0]++;
					return "done";
				}, loop);
				boolean cancelled = result.cancel(true);
				check(cancelled == result.isCancelled());
				check(cancelled || result.join().equals("done"));
				loop.callSoonThreadsafe(() -> left.setResult(cancelled ? "cancelled" : "done"));
			});
			String how = Asyncio.run(loop, left::await);
			join(caller);
			check(how.equals("cancelled") || steps[0] == 2);
			check(loop.allTasks().isEmpty());
		});
	}

	private static Thread start(Runnable body) {
		Thread thread = new Thread(body);
		thread.start();
		return thread;
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// AssertJ would give the checker many more places where threads may be switched.
	private static void check(boolean truth) {
		if (!truth) {
			throw new AssertionError();
		}
	}

}
