package dev.asynclab.pitfall.retryaroundtimeout;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.JvmWide;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Pays at a server that makes the charge, but does not answer. If a request has the key
 * of a charge that was made, the server answers at once.
 */
@Component
@Order(30)
class RetryAroundTimeout implements Pitfall<RetryAroundTimeout.Observed> {

	private static final int TRIES = 3;

	private static final String RECEIPT = "receipt";

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("retry-around-timeout", "A POST sent twice: retry around the time-out, and inside it",
				"call.timeout(t).retry(2) sends the POST again after each time-out, up to three times, although the first may have succeeded. call.retry(2).timeout(t) never tries again: the first try uses up the time.",
				"async with timeout(t) inside the loop of tries is a time-out for each try. Around the loop it is one for all, and only the first try is made.",
				Severity.LOSS,
				"Use both: a time-out for each try inside the retry, one for all tries around it. Send a POST again only with an idempotency key.",
				List.of(new Source("RFC 9110: idempotent methods",
						"https://www.rfc-editor.org/rfc/rfc9110.html#name-idempotent-methods"),
						new Source("Stripe: idempotent requests", "https://docs.stripe.com/api/idempotent_requests"),
						new Source("Reactor: Mono.retry",
								"https://projectreactor.io/docs/core/release/api/reactor/core/publisher/Mono.html#retry-long-")),
				"POST is sent twice; duplicate orders; customer is charged twice after a time-out; retry creates duplicates; retry does not happen; retries never run; double booking",
				"http.client.requests counts several POSTs for one http.server.requests, and the peer's log has the same order twice.");
	}

	@Override
	public String next() {
		return "/api/retry-storm?format=text";
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		BrokenRetryAroundTimeout code = new BrokenRetryAroundTimeout();
		Payment retryOutside = pay(code::retryOutside, "retry outside", recorder);
		Payment timeoutOutside = pay(code::timeoutOutside, "time-out outside", recorder);
		if (retryOutside.requests() < TRIES || timeoutOutside.requests() < 1) {
			throw JvmWide.machineTooBusy();
		}
		return new Observed(retryOutside.charges(), retryOutside.answer(), timeoutOutside.requests() > 1,
				timeoutOutside.answer());
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		Payment payment = pay(new FixedRetryAroundTimeout()::charge, "both", recorder);
		if (payment.requests() < 2 || !payment.answer().equals(RECEIPT)) {
			throw JvmWide.machineTooBusy();
		}
		return new Observed(payment.charges(), payment.answer(), payment.requests() > 1, payment.answer());
	}

	private static Payment pay(Function<WebClient, Mono<String>> code, String name, Recorder recorder)
			throws InterruptedException {
		Server server = new Server(recorder, name);
		TaskRecorder payment = recorder.task(name);
		try (HttpStage http = new HttpStage(server::answer)) {
			WebClient client = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(http.client()))
				.build();
			// The first request of a client takes longer than the others.
			client.get().uri("/").retrieve().toBodilessEntity().toFuture().get();
			payment.startedAwaiting();
			String answer = code.apply(client).toFuture().get();
			payment.finished(answer);
			return new Payment(server.charges.get(), server.requests.get(), answer);
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNull(ex.getCause());
			payment.failed(cause);
			return new Payment(server.charges.get(), server.requests.get(), cause.getClass().getSimpleName());
		}
	}

	record Observed(int charges, String answer, boolean triedAgain, String answerWithOneTimeout) {

	}

	private record Payment(int charges, int requests, String answer) {

	}

	private static final class Server {

		final AtomicInteger requests = new AtomicInteger();

		final AtomicInteger charges = new AtomicInteger();

		private final Set<String> keys = ConcurrentHashMap.newKeySet();

		private final Recorder recorder;

		private final String name;

		Server(Recorder recorder, String name) {
			this.recorder = recorder;
			this.name = name;
		}

		Mono<String> answer(HttpServerRequest request) {
			if (!request.method().equals(HttpMethod.POST)) {
				return Mono.just("ready");
			}
			TaskRecorder task = this.recorder.task(this.name + ", try " + this.requests.incrementAndGet());
			task.startedAwaiting();
			String key = request.requestHeaders().get("Idempotency-Key");
			if (key != null && !this.keys.add(key)) {
				task.finished(RECEIPT);
				return Mono.just(RECEIPT);
			}
			this.charges.incrementAndGet();
			return Mono.<String>never().doOnCancel(task::cancelled);
		}

	}

}
