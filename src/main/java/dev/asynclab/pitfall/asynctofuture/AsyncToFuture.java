package dev.asynclab.pitfall.asynctofuture;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.SpringStage;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes four calls with a pool of two threads. The server answers when no more requests
 * will come.
 */
@Component
@Order(19)
class AsyncToFuture implements Pitfall<AsyncToFuture.Observed> {

	private static final int CALLS = 4;

	private static final int THREADS = 2;

	private static final List<String> NAMES = IntStream.rangeClosed(1, CALLS)
		.mapToObj((call) -> "call " + call)
		.toList();

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("async-to-future", "@Async around WebClient's toFuture()",
				"Spring waits for the future that the method returns, so each request holds a pool thread that does nothing.",
				"asyncio.run inside to_thread takes a thread and a second loop for what could be awaited.",
				Severity.DELAY, "Return toFuture(), or the Mono, without @Async.",
				List.of(Source.issue("spring-projects/spring-framework", 36160)),
				"@Async with WebClient is slow; threads do nothing; pool is exhausted although WebClient is non-blocking; throughput",
				"In a thread dump, threads task-1 to task-8 wait in CompletableFuture.get below AsyncExecutionInterceptor.");
	}

	@Override
	public String archRuleName() {
		return "AsyncToFutureRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.recorded(recorder, NAMES, THREADS, BrokenAsyncToFuture.class)) {
			return observe(spring, spring.get(BrokenAsyncToFuture.class)::fetch, recorder, (_) -> {
				// It is recorded as it goes through the pool.
			});
		}
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (SpringStage spring = SpringStage.withThreads(THREADS, FixedAsyncToFuture.class)) {
			return observe(spring, spring.get(FixedAsyncToFuture.class)::fetch, recorder,
					TaskRecorder::startedAwaiting);
		}
	}

	private static Observed observe(SpringStage spring, Function<WebClient, CompletableFuture<@Nullable String>> fetch,
			Recorder recorder, Consumer<TaskRecorder> start) throws ExecutionException, InterruptedException {
		ThreadPoolTaskExecutor pool = spring.get(ThreadPoolTaskExecutor.class);
		try (HttpStage http = new HttpStage()) {
			WebClient client = WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(http.client()))
				.build();
			List<CompletableFuture<@Nullable String>> calls = NAMES.stream().map((name) -> {
				TaskRecorder task = recorder.task(name);
				start.accept(task);
				return fetch.apply(client).whenComplete((_, _) -> task.finished(null));
			}).toList();
			Stage.until(() -> http.received() + pool.getQueueSize() == CALLS);
			Observed observed = new Observed(CALLS, http.received(), pool.getActiveCount(), pool.getQueueSize());
			Stage.goOn();
			http.answer("orders");
			for (CompletableFuture<@Nullable String> call : calls) {
				call.get();
			}
			return observed;
		}
	}

	record Observed(int calls, int requestsSent, int threadsParked, int queued) {

	}

}
