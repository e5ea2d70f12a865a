package dev.asynclab.pitfall.subscribedtwice;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
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
				List.of(Source.issue("spring-projects/spring-framework", 23365)));
	}

	@Override
	public Observed broken() throws InterruptedException {
		return observe(new BrokenSubscribedTwice()::charge);
	}

	@Override
	public Observed fixed() throws InterruptedException {
		return observe(new FixedSubscribedTwice()::charge);
	}

	private static Observed observe(BiFunction<WebClient, Consumer<String>, Mono<String>> charge)
			throws InterruptedException {
		try (HttpStage http = new HttpStage()) {
			http.answer("charged");
			CountDownLatch audited = new CountDownLatch(1);
			WebClient client = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(http.client()))
				.build();
			String receipt = String.valueOf(charge.apply(client, (_) -> audited.countDown()).block());
			Stage.await(audited);
			return new Observed(receipt, http.received());
		}
	}

	record Observed(String receipt, int charges) {

	}

}
