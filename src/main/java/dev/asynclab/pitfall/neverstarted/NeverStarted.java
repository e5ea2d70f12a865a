package dev.asynclab.pitfall.neverstarted;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts the orders that are stored when the answer has come.
 */
@Component
@Order(2)
class NeverStarted implements Pitfall<NeverStarted.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("never-started", "A Mono without a subscriber, a coroutine never awaited",
				"A Mono is a plan: without a subscriber nothing happens, and no warning appears.",
				"A coroutine that is never awaited does not run; asyncio warns when it is collected.", Severity.LOSS,
				"Return or chain every Mono; await every coroutine, or make it a task.",
				List.of(new Source("Reactor: nothing happens until you subscribe",
						"https://projectreactor.io/docs/core/release/reference/reactiveProgramming.html"),
						new Source("asyncio: detect never-awaited coroutines",
								"https://docs.python.org/3/library/asyncio-dev.html#detect-never-awaited-coroutines")),
				"nothing happens; Mono is never executed; the record is not saved; coroutine was never awaited; RuntimeWarning; silently ignored",
				"Search the log for \"was never awaited\". For a Mono, count the calls with http.client.requests: there is none.");
	}

	@Override
	public Observed broken(Recorder recorder) {
		BrokenNeverStarted code = new BrokenNeverStarted();
		return observe(code::placeOrder, code::placeOrderInAsyncio);
	}

	@Override
	public Observed fixed(Recorder recorder) {
		FixedNeverStarted code = new FixedNeverStarted();
		return observe(code::placeOrder, code::placeOrderInAsyncio);
	}

	private static Observed observe(Function<List<String>, Mono<String>> reactive,
			Function<List<String>, String> asyncio) {
		List<String> fromMono = new ArrayList<>();
		List<String> fromCoroutine = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		String answer = String.valueOf(reactive.apply(fromMono).block());
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((context) -> warnings.add(context.message()));
		String answerInAsyncio = Asyncio.run(loop, () -> asyncio.apply(fromCoroutine));
		return new Observed(answer, fromMono.size(), answerInAsyncio, fromCoroutine.size(), warnings);
	}

	record Observed(String answer, int savedByMono, String answerInAsyncio, int savedByCoroutine,
			List<String> asyncioWarnings) {

	}

}
