package dev.asynclab.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * An upstream that misbehaves on request, on platform threads: to close a socket that a
 * virtual thread reads waits for a carrier, which other tests may hold.
 */
final class HostileUpstream implements AutoCloseable {

	enum Mode {

		WELL("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
		SERVER_ERROR("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"), HANG(null), HANG_UP(""),
		HALF_A_BODY_AND_HANG("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"),
		DRIP("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"), GARBAGE("what?\r\n\r\n"),
		HALF_AN_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"), GONE(null);

		private final @Nullable String answer;

		Mode(@Nullable String answer) {
			this.answer = answer;
		}

	}

	private static final Set<Mode> HANGS_UP = Set.of(Mode.HANG_UP, Mode.GARBAGE, Mode.HALF_AN_ANSWER);

	private final int port;

	private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

	private ServerSocket server;

	private volatile Mode mode = Mode.WELL;

	HostileUpstream() {
		this.server = listen(0);
		this.port = this.server.getLocalPort();
	}

	URI url() {
		return URI.create("http://localhost:" + this.port);
	}

	void behave(Mode mode) {
		Mode before = this.mode;
		this.mode = mode;
		if (mode == Mode.GONE) {
			close();
		}
		else if (before == Mode.GONE) {
			this.server = listen(this.port);
		}
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket server = new ServerSocket();
			server.setReuseAddress(true);
			server.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
			Thread.ofPlatform().daemon().start(() -> accept(server));
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket server) {
		try {
			while (true) {
				Socket connection = server.accept();
				this.connections.add(connection);
				Thread.ofPlatform().daemon().start(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// The server was closed.
		}
	}

	private void serve(Socket connection) {
		byte[] request = new byte[8192];
		try {
			while (connection.getInputStream().read(request) > 0) {
				String answer = this.mode.answer;
				if (answer != null) {
					connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
				}
				while (this.mode == Mode.DRIP) {
					connection.getOutputStream().write('.');
					Thread.sleep(50);
				}
				if (HANGS_UP.contains(this.mode)) {
					connection.close();
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client or the test closed the connection.
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket connection; (connection = this.connections.poll()) != null;) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
