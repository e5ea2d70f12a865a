package dev.asynclab.pitfall.blockedloop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives the event loop other work while a call sleeps on it. The call sleeps until that
 * work is done, or a time limit passes. The loop is a Reactor Netty loop that only this
 * run uses.
 */
@Component
@Order(6)
class BlockedLoop implements Pitfall<BlockedLoop.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("blocked-loop", "block() and Thread.sleep on an event loop",
				"block() throws on a reactor thread; Thread.sleep, JDBC or join() do not, and all requests wait.",
				"asyncio.run in a running loop raises; time.sleep does not, and all tasks wait.", Severity.OUTAGE,
				"Chain with flatMap. Move blocking code to subscribeOn(boundedElastic()) or a virtual thread.",
				List.of(Source.issue("reactor/reactor-netty", 1032), Source.issue("Azure/azure-sdk-for-java", 40898),
						new Source("asyncio: running blocking code",
								"https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code")),
				"WebFlux hangs under load; all requests wait; reactor-http-nio thread is blocked; block() blockFirst() blockLast() are blocking; Thread.sleep; JDBC in WebFlux; everything freezes; slow; throughput",
				"In a thread dump, reactor-http-nio stands in your code: in Thread.sleep, in JDBC or in join.");
	}

	@Override
	public String archRuleName() {
		return "BlockedLoopRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		BrokenBlockedLoop code = new BrokenBlockedLoop();
		LoopResources loops = LoopResources.create("pitfall-loop", 1, true);
		try {
			return observe(eventLoop(loops), code::withBlock, code::withSleep, IN_VAIN, recorder);
		}
		finally {
			end(loops);
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		LoopResources loops = LoopResources.create("pitfall-loop", 1, true);
		Scheduler workers = Schedulers.newBoundedElastic(1, 10, "pitfall-workers", 60, true);
		try {
			FixedBlockedLoop code = new FixedBlockedLoop(workers);
			return observe(eventLoop(loops), code::withBlock, code::withSleep, Stage.LONGEST, recorder);
		}
		finally {
			workers.dispose();
			end(loops);
		}
	}

	private static Scheduler eventLoop(LoopResources loops) {
		return Schedulers.fromExecutorService(loops.onServer(LoopResources.DEFAULT_NATIVE).next());
	}

	// It ends by itself a moment later, since nothing is registered with it.
	private static void end(LoopResources loops) {
		loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).onErrorComplete().subscribe();
	}

	private static Observed observe(Scheduler loop, BiFunction<Mono<String>, Mono<String>, Mono<String>> withBlock,
			BiFunction<Mono<String>, Callable<String>, Mono<String>> withSleep, Duration patience, Recorder recorder)
			throws InterruptedException {
		TaskRecorder sleeping = recorder.task("sleeping");
		TaskRecorder waiting = recorder.task("other");
		Mono<String> request = Mono.just("request").publishOn(loop);
		Sinks.One<String> other = Sinks.one();
		CompletableFuture<@Nullable String> blocked = withBlock.apply(request, other.asMono()).toFuture();
		other.tryEmitValue("answer");
		CountDownLatch asleep = new CountDownLatch(1);
		CountDownLatch otherRan = new CountDownLatch(1);
		CompletableFuture<@Nullable String> slept = withSleep.apply(request, () -> {
			sleeping.started();
			sleeping.blocking();
			asleep.countDown();
			boolean ran = sleepUntil(otherRan, patience);
			sleeping.finished(null);
			return ran ? "meanwhile" : "not meanwhile";
		}).toFuture();
		Stage.await(asleep);
		Stage.goOn();
		waiting.startedAwaiting();
		// It can go on at once, if the loop lets it.
		waiting.sent();
		loop.schedule(() -> {
			waiting.answered(0);
			waiting.finished(null);
			otherRan.countDown();
		});
		String sleepThrew = error(slept);
		return new Observed(error(blocked), sleepThrew, (sleepThrew == null) && "meanwhile".equals(slept.getNow("")));
	}

	private static boolean sleepUntil(CountDownLatch latch, Duration patience) throws InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		while (latch.getCount() > 0 && System.nanoTime() - end < 0) {
			Thread.sleep(1);
		}
		return latch.getCount() == 0;
	}

	private static @Nullable String error(CompletableFuture<@Nullable String> future) throws InterruptedException {
		try {
			future.get();
			return null;
		}
		catch (ExecutionException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	record Observed(@Nullable String blockThrew, @Nullable String sleepThrew, boolean othersRanMeanwhile) {

	}

}
