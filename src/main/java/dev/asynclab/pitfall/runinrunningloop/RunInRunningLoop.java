package dev.asynclab.pitfall.runinrunningloop;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks for a price in a handler that an event loop runs, and in a step of a chain on a
 * thread of Reactor.
 */
@Component
@Order(28)
class RunInRunningLoop implements Pitfall<RunInRunningLoop.Observed> {

	private static final Duration STEP = Duration.ofMillis(30);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("run-in-running-loop", "asyncio.run where a loop runs already",
				"block() on a thread of Reactor throws \"block()/blockFirst()/blockLast() are blocking\".",
				"In a notebook's cell or an async def handler of FastAPI a loop runs already: asyncio.run raises \"asyncio.run() cannot be called from a running event loop\".",
				Severity.OUTAGE,
				"Write await instead of asyncio.run, and return the Mono instead of its block(). asyncio.run is for the one line that starts the program.",
				List.of(new Source("asyncio.run", "https://docs.python.org/3/library/asyncio-runner.html#asyncio.run"),
						Source.issue("jupyter/notebook", 4312), Source.issue("reactor/reactor-netty", 1032)),
				"asyncio.run() cannot be called from a running event loop; RuntimeError: This event loop is already running; Jupyter notebook; FastAPI handler; nest_asyncio; block() not supported in thread",
				"The log has \"cannot be called from a running event loop\", or \"blocking, which is not supported in thread\".");
	}

	@Override
	public String archRuleName() {
		return "BlockedLoopRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		BrokenRunInRunningLoop code = new BrokenRunInRunningLoop();
		return observe(code::price, code::price, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		FixedRunInRunningLoop code = new FixedRunInRunningLoop();
		return observe(code::price, code::price, recorder);
	}

	private static Observed observe(Function<Coroutine<String>, String> inLoop, BinaryOperator<Mono<String>> inChain,
			Recorder recorder) throws InterruptedException {
		return new Observed(inLoop(inLoop, recorder.task("handler in a loop")),
				inChain(inChain, recorder.task("handler in a chain")));
	}

	private static String inLoop(Function<Coroutine<String>, String> price, TaskRecorder handler) {
		return Asyncio.run(() -> {
			handler.startedAwaiting();
			try {
				String answer = price.apply(() -> Asyncio.sleep(STEP, "10.00"));
				handler.finished(answer);
				return answer;
			}
			catch (IllegalStateException ex) {
				handler.failed(ex);
				return "error: " + ex.getMessage();
			}
		});
	}

	private static String inChain(BinaryOperator<Mono<String>> price, TaskRecorder handler)
			throws InterruptedException {
		Scheduler loop = Schedulers.newSingle("pitfall-loop", true);
		try {
			handler.startedAwaiting();
			String answer = price
				.apply(Mono.just("request").publishOn(loop), Mono.delay(STEP, loop).thenReturn("10.00"))
				.toFuture()
				.get();
			handler.finished(answer);
			return answer;
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNull(ex.getCause());
			handler.failed(cause);
			// The name of the thread has a number.
			return "error: " + String.valueOf(cause.getMessage()).replaceFirst(", which.*", "");
		}
		finally {
			loop.dispose();
		}
	}

	record Observed(String answerInLoop, String answerInChain) {

	}

}
