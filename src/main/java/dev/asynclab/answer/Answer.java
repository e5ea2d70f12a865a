package dev.asynclab.answer;

import java.util.function.Consumer;

/**
 * The answer to a request whose work goes on after the request's thread has left. A
 * controller returns it, and the media type decides what the client gets: the report when
 * the work has ended, or as {@code text/event-stream} each entry as it happens, and then
 * the report as the event {@code report}. A client that is seen to hang up cancels the
 * work: on a stream within 500 ms, over HTTP/2 at once, and on a plain answer over
 * HTTP/1.1 never, where the work goes on to its end.
 *
 * @param <T> the type of the report
 */
@FunctionalInterface
public interface Answer<T> {

	/**
	 * Starts the work, once, on the request's thread. An error that it throws is the
	 * answer.
	 * @param listener is told each entry as it happens, by one thread at a time
	 * @return the work under way
	 */
	Running<T> start(Consumer<Object> listener);

}
