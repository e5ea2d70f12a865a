package dev.asynclab.pitfall.subscribedtwice;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Counts the charges that reach the server.
 */
@Component
@Order(3)
class SubscribedTwice implements Pitfall<SubscribedTwice.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("subscribed-twice", "A Mono that is subscribed to twice",
				"Each subscription sends the request again: the customer is charged twice.",
				"Awaiting a coroutine twice raises a RuntimeError. A task may be awaited many times.", Severity.LOSS,
				"Make the observer a step of the same chain, or share the result with cache().",
				List.of(Source.issue("spring-projects/spring-framework", 23365)),
				"request is sent twice; called two times; duplicate request; charged twice; two identical calls from WebClient",
				"http.client.requests counts two calls for each http.server.requests.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenSubscribedTwice()::charge, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedSubscribedTwice()::charge, recorder);
	}

	private static Observed observe(BiFunction<WebClient, Consumer<String>, Mono<String>> charge, Recorder recorder)
			throws InterruptedException {
		AtomicInteger charges = new AtomicInteger();
		try (HttpStage http = new HttpStage()) {
			http.answer("charged");
			CountDownLatch audited = new CountDownLatch(1);
			WebClient client = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(http.client()))
				.filter((request, next) -> {
					TaskRecorder task = recorder.task("charge " + charges.incrementAndGet());
					task.startedAwaiting();
					return next.exchange(request).doOnNext((_) -> task.finished(null));
				})
				.build();
			String receipt = String.valueOf(charge.apply(client, (_) -> audited.countDown()).block());
			Stage.await(audited);
			return new Observed(receipt, http.received());
		}
	}

	record Observed(String receipt, int charges) {

	}

}
