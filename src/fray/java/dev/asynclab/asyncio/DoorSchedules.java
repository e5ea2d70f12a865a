package dev.asynclab.asyncio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import kotlin.Unit;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.randomness.ControlledRandomProvider;
import org.pastalab.fray.core.scheduler.POSScheduler;

/**
 * What other threads do to a loop, each on thousands of schedules that Fray chooses:
 * <pre>mvn clean verify -Pfray</pre> A schedule on which threads wait for good is an
 * error, too. Why not otherwise:
 * <ul>
 * <li>Fray 0.9.2 can't follow virtual threads: joining one, it hangs. So tasks have
 * platform threads here; the baton that they hand on is the same.</li>
 * <li>Lincheck 3.7 can't either, it throws a NullPointerException; and its model of
 * {@code park} wakes up for no reason, so that it finds no wake-up that was lost.</li>
 * </ul>
 */
public final class DoorSchedules {

	private static final int SCHEDULES = Integer.getInteger("schedules", 10_000);

	private DoorSchedules() {
	}

	/**
	 * Runs all, and exits with 1 if one of them found an error.
	 * @param args ignored
	 */
	public static void main(String[] args) {
		TaskStrand.threads = Thread::new;
		Map<String, Runnable> bodies = new LinkedHashMap<>();
		bodies.put("two threads call a loop that starts, runs or is idle", DoorSchedules::callsOfTwoThreads);
		bodies.put("a thread calls a loop that closes", DoorSchedules::callWhileTheLoopCloses);
		bodies.put("a thread starts a task and cancels it", DoorSchedules::cancellingFromOutside);
		bodies.put("a thread interrupts the one that runs the loop", DoorSchedules::interruptOfTheLoop);
		boolean found = false;
		for (Map.Entry<String, Runnable> body : bodies.entrySet()) {
			Throwable error = explore(body.getValue());
			System.out.printf("%n%s: %s%n", body.getKey(), (error != null) ? error : SCHEDULES + " schedules, no error");
			found |= (error != null);
		}
		System.exit(found ? 1 : 0);
	}

	private static Throwable explore(Runnable body) {
		ExecutionInfo execution = new ExecutionInfo(new LambdaExecutor(() -> {
			body.run();
			return Unit.INSTANCE;
		}), false, false, -1);
		return new TestRunner(new Configuration(execution, Path.of(System.getProperty("fray.workDir")), SCHEDULES,
				Integer.MAX_VALUE, new POSScheduler(), new ControlledRandomProvider(), false, false, true, false, false,
				false, NetworkDelegateType.NONE, SystemTimeDelegateType.NONE, 100_000, true, false, false, false, false,
				false, null))
			.run();
	}

	/** The loop wakes and runs both calls. */
	private static void callsOfTwoThreads() {
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
	}

	/** The call is refused, or runs, or comes too late, but the loop closes. */
	private static void callWhileTheLoopCloses() {
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
	}

	/** The task ends by cancellation, or the cancellation comes too late. */
	private static void cancellingFromOutside() {
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
	}

	/** Main is cancelled, or the interrupt comes too late; its thread stays interrupted. */
	private static void interruptOfTheLoop() {
		EventLoop loop = new EventLoop();
		Future<String> never = loop.createFuture();
		boolean[] cancelled = new boolean[1];
		Thread runner = start(() -> {
			try {
				Asyncio.run(loop, never::await);
			}
			catch (CancelledError error) {
				cancelled[0] = Thread.interrupted();
			}
		});
		runner.interrupt();
		join(runner);
		check(cancelled[0]);
		check(loop.isClosed());
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

	private static void check(boolean truth) {
		if (!truth) {
			throw new AssertionError();
		}
	}

}
