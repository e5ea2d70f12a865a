package dev.asynclab.pitfall.codeclimit;

import java.util.List;
import java.util.function.Function;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Asks for a body that is one byte larger than the default limit.
 */
@Component
@Order(17)
class CodecLimit implements Pitfall<CodecLimit.Observed> {

	private static final int BODY = 256 * 1024 + 1;

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("codec-limit", "The 256 KB limit of WebClient's codecs",
				"A body of more than 262144 bytes fails with a DataBufferLimitException.",
				"StreamReader has a limit of 64 KiB for readline and readuntil.", Severity.OUTAGE,
				"Set maxInMemorySize to what the peer may send, or stream the body.",
				List.of(Source.issue("spring-projects/spring-framework", 23961),
						Source.issue("spring-projects/spring-boot", 24417)),
				"DataBufferLimitException; Exceeded limit on max bytes to buffer : 262144; large response fails; memory",
				"The log has \"Exceeded limit on max bytes to buffer : 262144\".");
	}

	@Override
	public Observed broken(Recorder recorder) {
		return observe(new BrokenCodecLimit()::client);
	}

	@Override
	public Observed fixed(Recorder recorder) {
		return observe(new FixedCodecLimit()::client);
	}

	private static Observed observe(Function<HttpClient, WebClient> client) {
		try (HttpStage http = new HttpStage()) {
			http.answer("x".repeat(BODY));
			String body = client.apply(http.client()).get().uri("/report").retrieve().bodyToMono(String.class).block();
			return new Observed(BODY, (body != null) ? body.length() : 0, null);
		}
		catch (WebClientResponseException ex) {
			return new Observed(BODY, 0, String.valueOf(ex.getCause()));
		}
	}

	record Observed(int sentBytes, int readBytes, @Nullable String error) {

	}

}
