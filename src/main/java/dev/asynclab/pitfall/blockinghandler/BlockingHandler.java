package dev.asynclab.pitfall.blockinghandler;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sends 40 slow requests to a server with 40 threads for requests, and when all of them
 * wait for the database, a quick one. The server is that of the JDK.
 */
@Component
@Order(29)
class BlockingHandler implements Pitfall<BlockingHandler.Observed> {

	private static final int THREADS = 40;

	private static final Duration IN_VAIN = Duration.ofMillis(100);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("blocking-handler", "def beside async def: the pool that all requests share",
				"Each controller method of Spring MVC is a def: it runs on one of Tomcat's 200 threads. When all of them wait, a health check waits too. A method that returns a CompletableFuture or a Mono is an async def.",
				"FastAPI runs a def on one of 40 threads of a pool, and an async def on the event loop. The 41st def waits; a blocking call in an async def stops all of them.",
				Severity.OUTAGE,
				"Await in an async def, or return the future. Where the code has to block, use virtual threads, or give the pool a thread for each request that may wait.",
				List.of(new Source("FastAPI: concurrency and async / await", "https://fastapi.tiangolo.com/async/"),
						new Source("Starlette: thread pool", "https://www.starlette.io/threadpool/"),
						new Source("Spring MVC: asynchronous requests",
								"https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-ann-async.html")),
				"FastAPI def or async def; health check fails under load; only 40 requests at once; server does not respond while slow requests run; http-nio-8080-exec threads are all busy; thread pool exhausted; liveness probe time-out; requests hang",
				"The metric tomcat.threads.busy equals tomcat.threads.config.max.");
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(
				(database) -> () -> CompletableFuture.completedFuture(new BrokenBlockingHandler(database).report()),
				IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe((database) -> () -> new FixedBlockingHandler(database).report(), Stage.LONGEST, recorder);
	}

	private static Observed observe(
			Function<Supplier<CompletableFuture<String>>, Supplier<CompletableFuture<String>>> code, Duration patience,
			Recorder recorder) throws Exception {
		CompletableFuture<String> rows = new CompletableFuture<>();
		CountDownLatch asked = new CountDownLatch(THREADS);
		Supplier<CompletableFuture<String>> report = code.apply(() -> {
			asked.countDown();
			return rows;
		});
		TaskRecorder health = recorder.task("health");
		try (ExecutorService threads = Stage.pool(THREADS);
				Server server = new Server(threads, report, recorder);
				HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			try {
				List<CompletableFuture<String>> reports = server.getAll(client, "/report", THREADS);
				Stage.await(asked);
				Stage.goOn();
				health.created();
				boolean answered = isAnswered(server.get(client, "/health"), patience);
				rows.complete("rows");
				for (CompletableFuture<String> each : reports) {
					each.get();
				}
				return new Observed(THREADS, reports.size(), answered);
			}
			finally {
				rows.complete("rows");
				client.shutdownNow();
			}
		}
	}

	private static boolean isAnswered(CompletableFuture<String> answer, Duration patience) throws Exception {
		try {
			answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
	}

	record Observed(int requestThreads, int slowRequests, boolean quickRequestAnswered) {

	}

	private static final class Server implements AutoCloseable {

		private final HttpServer server;

		private final Recorder recorder;

		private final AtomicInteger reports = new AtomicInteger();

		Server(ExecutorService threads, Supplier<CompletableFuture<String>> report, Recorder recorder)
				throws IOException {
			this.recorder = recorder;
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2 * THREADS);
			this.server.setExecutor(threads);
			this.server.createContext("/report", (exchange) -> {
				TaskRecorder task = task(this.reports.incrementAndGet());
				task.started();
				answer(exchange, report.get(), task);
			});
			this.server.createContext("/health", (exchange) -> {
				TaskRecorder task = this.recorder.task("health");
				task.started();
				answer(exchange, CompletableFuture.completedFuture("up"), task);
			});
			this.server.start();
		}

		// A picture of all of them would be too high.
		private TaskRecorder task(int number) {
			boolean shown = number <= 2 || number == THREADS;
			return (shown ? this.recorder : new Recorder(System::nanoTime)).task("report " + number);
		}

		private static void answer(HttpExchange exchange, CompletableFuture<String> answer, TaskRecorder task) {
			answer.thenAccept((body) -> {
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				task.finished(body);
				try (exchange) {
					exchange.sendResponseHeaders(200, bytes.length);
					exchange.getResponseBody().write(bytes);
				}
				catch (IOException ex) {
					// The client has left: the run ends.
				}
			});
		}

		List<CompletableFuture<String>> getAll(HttpClient client, String path, int times) {
			return IntStream.range(0, times).mapToObj((_) -> get(client, path)).toList();
		}

		CompletableFuture<String> get(HttpClient client, String path) {
			InetSocketAddress address = this.server.getAddress();
			URI uri = URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
			return client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
				.thenApply(HttpResponse::body);
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
