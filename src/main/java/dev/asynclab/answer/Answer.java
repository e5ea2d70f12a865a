package dev.asynclab.answer;

import java.util.function.Consumer;

/**
 * The answer to a request whose work continues after the request's thread has returned. A
 * controller returns it, and the media type decides what the client gets: the report when
 * the work has ended or, as {@code text/event-stream}, each entry as it happens and then
 * the report as the event {@code report}.
 * <p>
 * A client that disconnects cancels the work as soon as the service notices: on a stream
 * over HTTP/1.1 within 500 ms, else at once.
 *
 * @param <T> the type of the report
 */
@FunctionalInterface
public interface Answer<T> {

	/**
	 * The listener of an answer that is no stream. Work that has to measure something for
	 * each entry may leave that out for this listener.
	 */
	Consumer<Object> UNHEARD = (_) -> {
	};

	/**
	 * Starts the work on the request's thread. This method is called once. If it throws
	 * an exception, that is the answer.
	 * @param listener receives each entry as it happens, from one thread at a time
	 * @return the work under way
	 */
	Running<T> start(Consumer<Object> listener);

}
