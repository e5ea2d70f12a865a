package dev.asynclab.pitfall.flatmaplimit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls 300 devices. They answer when no more calls will be made before an answer; those
 * that are called only then answer later.
 */
@Component
@Order(16)
class FlatMapLimit implements Pitfall<FlatMapLimit.Observed> {

	private static final int DEVICES = 300;

	/** The first call, and the first that has to wait. */
	private static final List<Integer> DRAWN = List.of(1, 257);

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
		return observe(new BrokenFlatMapLimit()::callAll, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe(new FixedFlatMapLimit()::callAll, recorder);
	}

	private static Observed observe(BiFunction<Flux<Integer>, Function<Integer, Mono<String>>, Flux<String>> callAll,
			Recorder recorder) throws ExecutionException, InterruptedException {
		Map<Integer, TaskRecorder> drawn = DRAWN.stream()
			.collect(Collectors.toMap(Function.identity(), (device) -> recorder.task("call " + device)));
		drawn.values().forEach(TaskRecorder::created);
		AtomicInteger called = new AtomicInteger();
		Sinks.One<String> first = Sinks.one();
		Sinks.One<String> second = Sinks.one();
		AtomicReference<Sinks.One<String>> answer = new AtomicReference<>(first);
		Function<Integer, Mono<String>> call = (device) -> {
			Mono<String> counted = Mono.defer(() -> answer.get().asMono())
				.doOnSubscribe((_) -> called.incrementAndGet());
			TaskRecorder task = drawn.get(device);
			return (task != null)
					? counted.doOnSubscribe((_) -> task.startedAwaiting()).doOnNext((_) -> task.finished(null))
					: counted;
		};
		CompletableFuture<@Nullable List<String>> answers = callAll.apply(Flux.range(1, DEVICES), call)
			.collectList()
			.toFuture();
		int atOnce = called.get();
		Stage.goOn();
		answer.set(second);
		first.tryEmitValue("here");
		if (!answers.isDone()) {
			Stage.goOn();
			second.tryEmitValue("here");
		}
		int answered = Objects.requireNonNull(answers.get()).size();
		recorder.returned(answered);
		return new Observed(DEVICES, atOnce, answered);
	}

	record Observed(int devices, int calledAtOnce, int answered) {

	}

}
