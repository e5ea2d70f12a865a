package dev.asynclab.pitfall.responsetimeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks a server that never answers, and checks after three times the time-out.
 */
@Component
@Order(18)
class ResponseTimeout implements Pitfall<ResponseTimeout.Observed> {

	private static final Duration IN_VAIN = Duration.ofMillis(300);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("no-response-timeout", "No response time-out",
				"WebClient waits forever for a peer that takes the request and never answers. Its callers wait too.",
				"Streams and awaits have no default time-out: wrap them in asyncio.timeout.", Severity.OUTAGE,
				"Set HttpClient.responseTimeout, or spring.http.clients.read-timeout, for every peer. It limits only the silence between two reads: add Mono.timeout to limit the whole answer.",
				List.of(Source.issue("spring-projects/spring-framework", 25115),
						new Source("Reactor Netty: timeout configuration",
								"https://projectreactor.io/docs/netty/release/reference/http-client.html")),
				"requests hang after a while; never returns; waits forever; stuck; no timeout on WebClient; peer does not answer; connections leak; memory grows",
				"The metric http.server.requests.active grows, and none of them ends.");
	}

	@Override
	public String next() {
		return "/api/retry-storm?format=text";
	}

	@Override
	public String archRuleName() {
		return "ResponseTimeoutRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenResponseTimeout()::stock, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedResponseTimeout()::stock, Stage.LONGEST, recorder);
	}

	private static Observed observe(Function<HttpClient, Mono<String>> stock, Duration patience, Recorder recorder)
			throws InterruptedException {
		TaskRecorder request = recorder.task("request");
		try (HttpStage http = new HttpStage()) {
			request.startedAwaiting();
			CompletableFuture<@Nullable String> answer = stock.apply(http.client()).toFuture();
			try {
				http.awaitReceived(1);
				answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
				return new Observed(false, null);
			}
			catch (TimeoutException ex) {
				return new Observed(true, null);
			}
			catch (ExecutionException ex) {
				request.failed(ex);
				recorder.raised(ex);
				return new Observed(false, NestedExceptionUtils.getMostSpecificCause(ex).getClass().getSimpleName());
			}
			finally {
				request.cancelled();
				answer.cancel(true);
			}
		}
	}

	record Observed(boolean stillWaiting, @Nullable String error) {

	}

}
