package dev.asynclab.pitfall.flatmaplimit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls 300 devices. They answer when no more calls will be made before an answer.
 */
@Component
@Order(16)
class FlatMapLimit implements Pitfall<FlatMapLimit.Observed> {

	private static final int DEVICES = 300;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("flat-map-limit", "flatMap's silent 256",
				"Without a concurrency flatMap runs 256 inner publishers at once: long polls beyond that never start.",
				"gather has no such limit: it starts everything. Use a Semaphore to limit it.", Severity.DELAY,
				"Pass the concurrency that you want to flatMap.",
				List.of(new Source("Flux.flatMap",
						"https://projectreactor.io/docs/core/release/api/reactor/core/publisher/Flux.html"),
						new Source("Queues.SMALL_BUFFER_SIZE",
								"https://projectreactor.io/docs/core/release/api/reactor/util/concurrent/Queues.html")),
				"only 256 at once; flatMap does not start more; long poll never starts; devices never called; slow",
				"The number of active http.client.requests stops at 256.");
	}

	@Override
	public String archRuleName() {
		return "FlatMapLimitRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(new BrokenFlatMapLimit()::callAll);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe(new FixedFlatMapLimit()::callAll);
	}

	private static Observed observe(BiFunction<Flux<Integer>, Function<Integer, Mono<String>>, Flux<String>> callAll)
			throws ExecutionException, InterruptedException {
		AtomicInteger called = new AtomicInteger();
		Sinks.One<String> answer = Sinks.one();
		Function<Integer, Mono<String>> call = (_) -> answer.asMono().doOnSubscribe((_) -> called.incrementAndGet());
		CompletableFuture<@Nullable List<String>> answers = callAll.apply(Flux.range(1, DEVICES), call)
			.collectList()
			.toFuture();
		int atOnce = called.get();
		answer.tryEmitValue("here");
		return new Observed(DEVICES, atOnce, Objects.requireNonNull(answers.get()).size());
	}

	record Observed(int devices, int calledAtOnce, int answered) {

	}

}
