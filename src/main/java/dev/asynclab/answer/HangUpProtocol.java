package dev.asynclab.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, which also notices that a client has hung up while it waits for an
 * answer. By itself, Tomcat does not look at a connection then. A client that only ends
 * what it sends has hung up, too. Tomcat creates the protocol by its class name.
 */
public class HangUpProtocol extends Http11NioProtocol {

	/**
	 * The attribute of a request whose client is watched. Tomcat hands those attributes
	 * to the protocol whose names begin so.
	 */
	static final String WATCHED = "org.apache.tomcat.asynclab.watched";

	@Override
	protected Processor createProcessor() {
		return new WatchingProcessor(this);
	}

	private static final class WatchingProcessor extends Http11Processor {

		/** Without a time-out, since a client that waits sends nothing. */
		private static final long WITHOUT_END = -1;

		private @Nullable Long readTimeout;

		private WatchingProcessor(HangUpProtocol protocol) {
			super(protocol, protocol.getAdapter());
		}

		@Override
		public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
			SocketEvent seen = event;
			boolean watches = true;
			if (this.readTimeout != null) {
				socket.setReadTimeout(this.readTimeout);
				this.readTimeout = null;
				if (event == SocketEvent.OPEN_READ && isWatched()) {
					int read = read(socket);
					watches = read == 0;
					if (read < 0) {
						socket.setError(new ClientAbortException("The client has hung up"));
						seen = SocketEvent.ERROR;
					}
				}
			}
			SocketState state = super.process(socket, seen);
			if (watches && state == SocketState.LONG && isWatched()) {
				this.readTimeout = socket.getReadTimeout();
				socket.setReadTimeout(WITHOUT_END);
				socket.registerReadInterest();
			}
			return state;
		}

		// Whether the application has still to answer.
		private boolean isWatched() {
			AtomicBoolean dispatching = new AtomicBoolean();
			AtomicBoolean completing = new AtomicBoolean();
			action(ActionCode.ASYNC_IS_DISPATCHING, dispatching);
			action(ActionCode.ASYNC_IS_COMPLETING, completing);
			return isAsync() && !dispatching.get() && !completing.get() && getRequest().getAttribute(WATCHED) != null;
		}

		// The next request, if a client sends one before it has the answer, is left where
		// it is.
		private static int read(SocketWrapperBase<?> socket) {
			ByteBuffer next = ByteBuffer.allocate(1);
			try {
				int read = socket.read(false, next);
				if (read > 0) {
					socket.unRead(next.flip());
				}
				return read;
			}
			catch (IOException ex) {
				return -1;
			}
		}

	}

}
