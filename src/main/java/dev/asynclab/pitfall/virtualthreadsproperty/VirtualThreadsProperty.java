package dev.asynclab.pitfall.virtualthreadsproperty;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrencyThrottleSupport;

/**
 * Starts five calls to a peer that should get two at once, from a thread that has other
 * things to do. The calls last until the caller has started all of them, or stands still.
 */
@Component
@Order(32)
class VirtualThreadsProperty implements Pitfall<VirtualThreadsProperty.Observed> {

	private static final int CALLS = 5;

	private static final int WANTED = 2;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("virtual-threads-property", "spring.threads.virtual.enabled swaps the executor",
				"@Async then runs on a SimpleAsyncTaskExecutor: the settings under spring.task.execution.pool have no effect, and nothing limits it. With simple.concurrency-limit, the caller of the @Async method blocks.",
				"create_task has no limit either. A Semaphore in the task lets the caller go on; acquiring it before create_task makes the caller wait.",
				Severity.OUTAGE,
				"Look for what each pool setting limited, and limit that: a Semaphore or @ConcurrencyLimit at the call, on the virtual thread.",
				List.of(new Source("Spring Boot: task execution and scheduling",
						"https://docs.spring.io/spring-boot/reference/features/task-execution-and-scheduling.html"),
						new Source("SimpleAsyncTaskExecutor",
								"https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/core/task/SimpleAsyncTaskExecutor.html")),
				"spring.threads.virtual.enabled=true ignores the pool size; database overloaded after enabling virtual threads; too many concurrent calls; SimpleAsyncTaskExecutor; concurrency-limit blocks; rate limit exceeded; memory grows",
				"The metric executor.pool.size of applicationTaskExecutor is gone, and a thread dump names SimpleAsyncTaskExecutor.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		Class<BrokenVirtualThreadsProperty> code = BrokenVirtualThreadsProperty.class;
		int running;
		try (SpringStage spring = new SpringStage(BrokenVirtualThreadsProperty.POOL, code)) {
			Peer peer = new Peer(recorder, "call ");
			running = start(spring.get(code)::call, peer, () -> peer.running.get() == CALLS).runningAtOnce();
		}
		try (SpringStage spring = new SpringStage(BrokenVirtualThreadsProperty.LIMIT, code)) {
			Peer peer = new Peer(recorder, "limited call ");
			Run run = start(spring.get(code)::call, peer, () -> false);
			return observed(spring, running, run.callerBlocked());
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = new SpringStage(FixedVirtualThreadsProperty.SETTINGS,
				FixedVirtualThreadsProperty.class)) {
			FixedVirtualThreadsProperty code = spring.get(FixedVirtualThreadsProperty.class);
			Peer peer = new Peer(recorder, "call ");
			Run run = start(code::call, peer, () -> peer.running.get() == WANTED && code.waiting() == CALLS - WANTED);
			return observed(spring, run.runningAtOnce(), run.callerBlocked());
		}
	}

	private static Observed observed(SpringStage spring, int runningAtOnce, boolean callerBlocked) {
		return new Observed(spring.get(AsyncTaskExecutor.class).getClass().getSimpleName(), CALLS, runningAtOnce,
				callerBlocked);
	}

	// Until all calls are where they will be, or the caller stands still.
	private static Run start(Code code, Peer peer, BooleanSupplier settled) throws Exception {
		FutureTask<List<CompletableFuture<String>>> starting = new FutureTask<>(() -> IntStream.rangeClosed(1, CALLS)
			.mapToObj((number) -> Stage.unchecked(() -> code.call(peer.call(number))))
			.toList());
		Thread caller = Thread.ofPlatform().name("pitfall-caller").daemon().start(starting);
		try {
			Stage.until(() -> settled.getAsBoolean() || isHeldBack(caller));
			Stage.goOn();
			Run run = new Run(peer.running.get(), isHeldBack(caller));
			peer.end.countDown();
			for (CompletableFuture<String> call : starting.get()) {
				call.get();
			}
			return run;
		}
		finally {
			peer.end.countDown();
			caller.interrupt();
		}
	}

	private static boolean isHeldBack(Thread caller) {
		return caller.getState() == Thread.State.WAITING && Arrays.stream(caller.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(ConcurrencyThrottleSupport.class.getName()));
	}

	record Observed(String executor, int calls, int runningAtOnce, boolean callerBlocked) {

	}

	private record Run(int runningAtOnce, boolean callerBlocked) {

	}

	private interface Code {

		CompletableFuture<String> call(Callable<String> peer) throws Exception;

	}

	private static final class Peer {

		final AtomicInteger running = new AtomicInteger();

		final CountDownLatch end = new CountDownLatch(1);

		private final Recorder recorder;

		private final String name;

		Peer(Recorder recorder, String name) {
			this.recorder = recorder;
			this.name = name;
		}

		Callable<String> call(int number) {
			TaskRecorder task = this.recorder.task(this.name + number);
			task.created();
			return () -> {
				task.started();
				this.running.incrementAndGet();
				Stage.await(this.end);
				this.running.decrementAndGet();
				task.finished("answer");
				return "answer";
			};
		}

	}

}
