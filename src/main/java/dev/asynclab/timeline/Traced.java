package dev.asynclab.timeline;

/**
 * Something that a trace viewer can show. A controller that returns one, and produces
 * {@link #MEDIA_TYPE}, answers with the trace as a file.
 */
public interface Traced {

	/** Chrome's trace JSON, which ui.perfetto.dev and chrome://tracing open. */
	String MEDIA_TYPE = "application/vnd.perfetto.trace+json";

	/**
	 * Writes this as a trace.
	 * @return a JSON object in Chrome's trace event format
	 */
	String toTrace();

}
