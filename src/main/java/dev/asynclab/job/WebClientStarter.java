package dev.asynclab.job;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Starts jobs with WebClient on the lab's event loop. A job has started when its request
 * is sent. Before that it may wait for a connection.
 */
@Component
public class WebClientStarter implements JobStarter {

	private final ReactiveUpstream upstream;

	WebClientStarter(ReactiveUpstream upstream) {
		this.upstream = upstream;
	}

	@Override
	public Style style() {
		return Style.WEBCLIENT;
	}

	@Override
	public boolean sharesEventLoop() {
		return true;
	}

	/**
	 * Returns the job as a Mono.
	 * @param handle the job
	 * @return a Mono that does the job once, when it is subscribed to
	 */
	public Mono<String> mono(JobHandle handle) {
		Mono<String> answer = this.upstream.call(handle);
		return handle.mono(handle.job().blocks() ? answer.doOnNext((_) -> handle.block(() -> sleep(handle))) : answer);
	}

	@Override
	public CompletableFuture<@Nullable String> start(JobHandle handle) {
		handle.create();
		return mono(handle).toFuture();
	}

	// The mistake that :block shows: code that sleeps on the event loop.
	private static void sleep(JobHandle handle) {
		try {
			Thread.sleep(handle.job().delay());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
