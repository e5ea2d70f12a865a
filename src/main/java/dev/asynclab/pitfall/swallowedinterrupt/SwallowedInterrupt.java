package dev.asynclab.pitfall.swallowedinterrupt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Queue;
import dev.asynclab.asyncio.Task;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells a consumer to stop, then gives it one more item.
 */
@Component
@Order(13)
class SwallowedInterrupt implements Pitfall<SwallowedInterrupt.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("swallowed-interrupt", "A swallowed InterruptedException or CancelledError",
				"shutdownNow and Future.cancel ask with an interrupt. Code that catches it and goes on can't be stopped.",
				"A task that swallows CancelledError breaks wait_for, timeout and TaskGroup around it.",
				Severity.OUTAGE, "Clean up and end: restore the interrupt flag or throw, and re-raise CancelledError.",
				List.of(Source.issue("python/cpython", 102780),
						new Source("asyncio: task cancellation",
								"https://docs.python.org/3/library/asyncio-task.html#task-cancellation")),
				"shutdown hangs; thread does not stop; cannot be cancelled; catch InterruptedException; CancelledError swallowed; threads leak; kill -9",
				"The shutdown takes its whole time-out, and a thread dump shows the loop that goes on after the interrupt.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		BrokenSwallowedInterrupt code = new BrokenSwallowedInterrupt();
		return observe(code::consume, code::consumeInAsyncio, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		FixedSwallowedInterrupt code = new FixedSwallowedInterrupt();
		return observe(code::consume, code::consumeInAsyncio, Stage.LONGEST, recorder);
	}

	private static Observed observe(Consumption<BlockingQueue<String>> consumer, Consumption<Queue<String>> inAsyncio,
			Duration patience, Recorder recorder) throws InterruptedException {
		BlockingQueue<String> items = new LinkedBlockingQueue<>();
		AtomicInteger handled = new AtomicInteger();
		TaskRecorder task = recorder.task("consumer");
		task.created();
		ExecutorService pool = Stage.pool(1);
		try {
			pool.submit(() -> {
				task.started();
				try {
					consumer.consume(items, (_) -> handled.incrementAndGet());
				}
				finally {
					task.finished(null);
				}
			});
			items.add("before");
			Stage.until(() -> handled.get() == 1);
			Stage.goOn();
			recorder.cancelled();
			pool.shutdownNow();
			boolean stopped = pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
			items.add("end");
			Stage.until(pool::isTerminated);
			return new Observed(stopped, handled.get() - 1, isStoppedInAsyncio(inAsyncio));
		}
		finally {
			items.add("end");
		}
	}

	private static boolean isStoppedInAsyncio(Consumption<Queue<String>> consumer) {
		return Asyncio.run(() -> {
			Queue<String> items = new Queue<>();
			Task<?> task = Asyncio.createTask(() -> consumer.consume(items, (_) -> {
			}));
			Asyncio.sleep(Duration.ZERO);
			task.cancel();
			items.putNowait("end");
			Asyncio.wait(List.of(task));
			return task.cancelled();
		});
	}

	record Observed(boolean threadStopped, int itemsAfterwards, boolean taskCancelled) {

	}

	private interface Consumption<Q> {

		void consume(Q items, Consumer<String> handler);

	}

}
