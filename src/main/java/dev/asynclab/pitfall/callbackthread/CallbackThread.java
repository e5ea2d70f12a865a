package dev.asynclab.pitfall.callbackthread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import reactor.netty.resources.LoopResources;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Completes a future on an event loop, as WebClient does, and another before the step is
 * added. While the first step blocks, gives the loop other work. The loop is a Reactor
 * Netty loop that only this run uses.
 */
@Component
@Order(34)
class CallbackThread implements Pitfall<CallbackThread.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("callback-thread", "thenApply runs on the thread that completes the future",
				"That is the client's event loop, or the caller if the future is done already. A step that blocks there stops the other answers, or the caller.",
				"A done callback always runs on the loop, never in the caller: add_done_callback uses call_soon. If it blocks, all tasks wait.",
				Severity.OUTAGE,
				"Use thenApplyAsync with an executor of your own for each step that may block, and thenApply only for what is quick.",
				List.of(new Source("CompletionStage",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletionStage.html"),
						new Source("CompletableFuture",
								"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html"),
						new Source("asyncio.Future.add_done_callback",
								"https://docs.python.org/3/library/asyncio-future.html#asyncio.Future.add_done_callback")),
				"thenApply blocks; on which thread does thenApply run; callback blocks the event loop; reactor-http-nio in thenApply; HttpClient callback hangs; thenAccept runs in the main thread; slow callbacks",
				"In a thread dump, an event-loop thread stands below CompletableFuture.postComplete in your code.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(new BrokenCallbackThread()::store, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (ExecutorService workers = Stage.pool(1)) {
			return observe(new FixedCallbackThread(workers)::store, Stage.LONGEST, recorder);
		}
	}

	private static Observed observe(
			BiFunction<CompletableFuture<String>, UnaryOperator<String>, CompletableFuture<String>> store,
			Duration patience, Recorder recorder) throws Exception {
		LoopResources loops = LoopResources.create("pitfall-loop", 1, true);
		try {
			EventLoopGroup loop = loops.onServer(LoopResources.DEFAULT_NATIVE);
			Places places = new Places(Thread.currentThread(), loop);
			String whenDone = store.apply(CompletableFuture.completedFuture("answer"), (_) -> places.current()).get();
			return observe(store, patience, recorder, places, whenDone);
		}
		finally {
			// It ends by itself a moment later, since nothing is registered with it.
			loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).onErrorComplete().subscribe();
		}
	}

	private static Observed observe(
			BiFunction<CompletableFuture<String>, UnaryOperator<String>, CompletableFuture<String>> store,
			Duration patience, Recorder recorder, Places places, String whenDone) throws Exception {
		TaskRecorder step = recorder.task("save");
		TaskRecorder other = recorder.task("other answer");
		CountDownLatch saving = new CountDownLatch(1);
		CountDownLatch otherRan = new CountDownLatch(1);
		CompletableFuture<String> answer = new CompletableFuture<>();
		CompletableFuture<String> stored = store.apply(answer, (_) -> Stage.unchecked(() -> {
			step.started();
			step.blocking();
			saving.countDown();
			boolean ran = otherRan.await(patience.toMillis(), TimeUnit.MILLISECONDS);
			step.finished(null);
			return places.current() + (ran ? "" : ", held up");
		}));
		places.loop().execute(() -> answer.complete("answer"));
		Stage.await(saving);
		Stage.goOn();
		other.startedAwaiting();
		// It can go on at once, if the loop lets it.
		other.sent();
		places.loop().execute(() -> {
			other.answered(0);
			other.finished(null);
			otherRan.countDown();
		});
		String[] whenPending = stored.get().split(", ", -1);
		Stage.await(otherRan);
		return new Observed(whenPending[0], whenDone, whenPending.length == 1);
	}

	record Observed(String pendingFutureRunsItOn, String doneFutureRunsItOn, boolean othersRanMeanwhile) {

	}

	private record Places(Thread caller, EventLoopGroup loop) {

		String current() {
			Thread thread = Thread.currentThread();
			if (thread.equals(this.caller)) {
				return "caller";
			}
			for (var each : this.loop) {
				if (each instanceof EventLoop eventLoop && eventLoop.inEventLoop(thread)) {
					return "event loop";
				}
			}
			return "own executor";
		}

	}

}
