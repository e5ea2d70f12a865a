package dev.asynclab.problem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends what no well-behaved client would send, and reads the answer up to the end of the
 * connection.
 */
record RawHttp(int status, List<String> headers, String body) {

	private static final int TIMEOUT_MILLIS = 30_000;

	/**
	 * Sends one request.
	 * @param port the port on loopback
	 * @param request the head's lines, without {@code Connection: close}
	 * @return the answer
	 */
	static RawHttp send(int port, String... request) throws IOException {
		return sendText(port, String.join("\r\n", request) + "\r\nConnection: close\r\n\r\n");
	}

	/**
	 * Sends a text as it is.
	 * @param port the port on loopback
	 * @param request all of the request, which has to make the server close the
	 * connection
	 * @return the answer
	 */
	static RawHttp sendText(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int end = answer.indexOf("\r\n\r\n");
			List<String> head = answer.substring(0, end).lines().toList();
			RawHttp raw = new RawHttp(Integer.parseInt(head.getFirst().substring(9, 12)), head.subList(1, head.size()),
					answer.substring(end + 4));
			return raw.header("Transfer-Encoding").equals("chunked") ? raw.unchunked() : raw;
		}
	}

	String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((header) -> header.substring(name.length() + 1).strip())
			.findFirst()
			.orElse("");
	}

	private RawHttp unchunked() {
		StringBuilder text = new StringBuilder();
		int start = 0;
		int size = chunkSize(start);
		while (size > 0) {
			int content = this.body.indexOf("\r\n", start) + 2;
			text.append(this.body, content, content + size);
			start = content + size + 2;
			size = chunkSize(start);
		}
		return new RawHttp(this.status, this.headers, text.toString());
	}

	private int chunkSize(int start) {
		return Integer.parseInt(this.body.substring(start, this.body.indexOf("\r\n", start)), 16);
	}

}
