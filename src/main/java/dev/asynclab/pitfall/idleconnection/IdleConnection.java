package dev.asynclab.pitfall.idleconnection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import dev.asynclab.pitfall.HttpStage;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.core.annotation.Order;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends two requests, with a pause between them that is longer than the peer's limit for
 * idle connections. The peer closes the old connection at the moment when the second
 * request comes in on it. In a service this moment is rare; here the peer waits for it.
 */
@Component
@Order(31)
class IdleConnection implements Pitfall<IdleConnection.Observed> {

	private static final Duration PAUSE = Duration.ofMillis(60);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("idle-connection", "Connection prematurely closed: the peer's idle limit is shorter",
				"WebClient's pool keeps idle connections without a limit. The peer or a load balancer closes them, for example after 60 s. A request that is sent just then fails with \"Connection prematurely closed BEFORE response\".",
				"aiohttp's connector keeps idle connections for 15 s. A peer with a shorter limit gives a ServerDisconnectedError.",
				Severity.LOSS,
				"Set maxIdleTime of the pool below the shortest idle limit on the way, and let only idempotent requests be sent again.",
				List.of(new Source("Reactor Netty: connection pool and timeouts",
						"https://projectreactor.io/docs/netty/release/reference/faq.html"),
						Source.issue("reactor/reactor-netty", 1764),
						new Source("aiohttp: TCPConnector",
								"https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.TCPConnector")),
				"Connection prematurely closed BEFORE response; PrematureCloseException; Connection reset by peer; first request after a pause fails; sporadic errors behind a load balancer; ServerDisconnectedError; fails once in a while",
				"The log has \"Connection prematurely closed BEFORE response\", mostly for the first request after a pause.");
	}

	@Override
	public String archRuleName() {
		return "IdleConnectionRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(new BrokenIdleConnection().connections(), recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		return observe(new FixedIdleConnection().connections(), recorder);
	}

	private static Observed observe(ConnectionProvider connections, Recorder recorder) throws Exception {
		try (Peer peer = new Peer(); HttpStage http = new HttpStage()) {
			HttpClient client = http.client(connections).baseUrl("http://127.0.0.1:" + peer.port());
			WebClient orders = WebClient.builder().clientConnector(new ReactorClientHttpConnector(client)).build();
			String first = get(orders, recorder.task("request 1"));
			Thread.sleep(PAUSE);
			String second = get(orders, recorder.task("request 2"));
			return new Observed(first, second, peer.connections());
		}
		finally {
			connections.dispose();
		}
	}

	private static String get(WebClient orders, TaskRecorder request) throws InterruptedException {
		request.startedAwaiting();
		try {
			String answer = orders.get().uri("/").retrieve().bodyToMono(String.class).toFuture().get();
			request.finished(answer);
			return answer;
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNull(ex.getCause());
			request.failed(cause);
			return "error: " + cause.getMessage();
		}
	}

	record Observed(String firstAnswer, String answerAfterPause, int connectionsOpened) {

	}

	/**
	 * Answers the first request of each connection. It reads a second one, and closes the
	 * connection instead.
	 */
	private static final class Peer implements AutoCloseable {

		private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\norder"
			.getBytes(StandardCharsets.US_ASCII);

		private final Set<Socket> opened = ConcurrentHashMap.newKeySet();

		private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

		Peer() throws IOException {
			Thread.ofPlatform().name("pitfall-peer").daemon().start(this::accept);
		}

		int port() {
			return this.server.getLocalPort();
		}

		int connections() {
			return this.opened.size();
		}

		private void accept() {
			try {
				while (true) {
					Socket connection = this.server.accept();
					this.opened.add(connection);
					Thread.ofVirtual().name("pitfall-peer").start(() -> serve(connection));
				}
			}
			catch (IOException ex) {
				// The peer is closed.
			}
		}

		private static void serve(Socket connection) {
			try (connection) {
				BufferedReader in = new BufferedReader(
						new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
				if (readRequest(in)) {
					connection.getOutputStream().write(ANSWER);
					readRequest(in);
				}
			}
			catch (IOException ex) {
				// The client, or the peer, has closed it.
			}
		}

		private static boolean readRequest(BufferedReader in) throws IOException {
			String line = in.readLine();
			while (line != null && !line.isEmpty()) {
				line = in.readLine();
			}
			return line != null;
		}

		@Override
		public void close() {
			try {
				this.server.close();
				for (Socket connection : this.opened) {
					connection.close();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
