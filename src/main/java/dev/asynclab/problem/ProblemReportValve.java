package dev.asynclab.problem;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.asynclab.notation.Sentence;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers with a problem when Tomcat refuses a request before Spring sees it, or when a
 * filter calls {@code sendError}. Tomcat creates the valve by its class name.
 */
public class ProblemReportValve extends ErrorReportValve {

	/** The attribute of a request with the sentence that its refusal says. */
	static final String SENTENCE = ProblemReportValve.class.getName() + ".sentence";

	private static final StringManager descriptions = StringManager.getManager(ErrorReportValve.class.getPackageName(),
			Locale.ENGLISH);

	private final JsonMapper json = JsonMapper.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()
				|| !isWritable(response)) {
			return;
		}
		if (response.getStatus() > 500) {
			// Tomcat's 501 and 505: the request is wrong, not the lab.
			response.setStatus(HttpStatus.BAD_REQUEST.value());
		}
		try {
			boolean text = ProblemText.isWanted(formats(request));
			response.setContentType(
					text ? MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8" : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			Writer writer = response.getReporter();
			if (writer != null) {
				ProblemDetail problem = problem(request, response);
				writer.write(text ? ProblemText.of(problem) : this.json.writeValueAsString(problem));
				response.finishResponse();
			}
		}
		catch (IOException | IllegalStateException ex) {
			this.container.getLogger().debug("No problem could be reported", ex);
		}
	}

	// What refused the request may be that its parameters can't be read.
	private static String @Nullable [] formats(Request request) {
		List<String> formats = UriComponentsBuilder.newInstance()
			.query(request.getQueryString())
			.build()
			.getQueryParams()
			.get(Formats.PARAMETER);
		return (formats != null) ? formats.toArray(String[]::new) : null;
	}

	private static boolean isWritable(Response response) {
		AtomicBoolean writable = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
		return writable.get();
	}

	private static ProblemDetail problem(Request request, Response response) {
		if (request.getAttribute(SENTENCE) instanceof Sentence sentence) {
			return ProblemException.problem(HttpStatusCode.valueOf(response.getStatus()), sentence);
		}
		ProblemDetail problem = ProblemDetail.forStatus(response.getStatus());
		// The message of sendError; that of an exception could reveal internals.
		String message = response.getMessage();
		if (message == null || message.isEmpty()) {
			message = descriptions.getString("http." + response.getStatus() + ".desc");
		}
		problem.setDetail(message);
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		problem.setTitle((status != null) ? status.getReasonPhrase() : null);
		return problem;
	}

}
