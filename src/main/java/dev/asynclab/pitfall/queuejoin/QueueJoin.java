package dev.asynclab.pitfall.queuejoin;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.TimeoutError;
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
 * Puts three orders into a queue. The work on the second fails. Waits for the queue, but
 * not forever.
 */
@Component
@Order(35)
class QueueJoin implements Pitfall<QueueJoin.Observed> {

	private static final Duration STEP = Duration.ofMillis(25);

	private static final Duration IN_VAIN = Duration.ofMillis(200);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("queue-join", "queue.join() when the consumer died",
				"A CountDownLatch that a worker counts down after its work stays closed if the work throws: await() waits forever.",
				"A consumer that ends with an error calls task_done no more, so join() waits forever, and the items that are left are never taken.",
				Severity.OUTAGE,
				"Call task_done in a finally block, and handle the error of an item inside the loop. Or wait for join and the consumer, whichever ends first.",
				List.of(new Source("asyncio: Queue.join",
						"https://docs.python.org/3/library/asyncio-queue.html#asyncio.Queue.join"),
						new Source("CountDownLatch",
								"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CountDownLatch.html")),
				"queue.join() never returns; queue join hangs; consumer died; worker crashed and the program waits forever; task_done; program does not end; stuck; CountDownLatch await hangs",
				"python -m asyncio pstree shows main in Queue.join and no consumer; a Java thread dump shows CountDownLatch.await and no worker.");
	}

	@Override
	public Observed broken(Recorder recorder) {
		return observe(new BrokenQueueJoin()::process, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) {
		return observe(new FixedQueueJoin()::process, Stage.LONGEST, recorder);
	}

	private static Observed observe(BiFunction<List<String>, Consumer<String>, List<String>> process, Duration patience,
			Recorder recorder) {
		Work work = new Work(recorder);
		TaskRecorder join = recorder.task("join");
		EventLoop loop = new EventLoop();
		// The error that nobody sees is not for the log of the lab.
		loop.setExceptionHandler((_) -> {
		});
		return Asyncio.run(loop, () -> {
			join.startedAwaiting();
			try {
				List<String> errors = Asyncio.timeout(patience,
						() -> process.apply(List.of("order 1", "order 2", "order 3"), work));
				join.finished(errors);
				return new Observed(false, work.done, errors);
			}
			catch (TimeoutError ex) {
				join.failed(ex);
				return new Observed(true, work.done, List.of());
			}
		});
	}

	record Observed(boolean stillWaiting, int processed, List<String> errorsSeen) {

	}

	private static final class Work implements Consumer<String> {

		private final Recorder recorder;

		private int done;

		Work(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void accept(String order) {
			TaskRecorder task = this.recorder.task(order);
			task.startedAwaiting();
			Asyncio.sleep(STEP);
			if (order.equals("order 2")) {
				IllegalStateException error = new IllegalStateException("out of stock");
				task.failed(error);
				throw error;
			}
			task.finished(null);
			this.done++;
		}

	}

}
