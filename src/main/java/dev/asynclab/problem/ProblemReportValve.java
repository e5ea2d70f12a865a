package dev.asynclab.problem;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * Answers with a problem what Tomcat refuses before Spring sees it, and what a filter
 * refuses with {@code sendError}. Tomcat makes it by its name.
 */
public class ProblemReportValve extends ErrorReportValve {

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
			// Tomcat's 501 and 505: what the client sent is at fault, not the lab.
			response.setStatus(HttpStatus.BAD_REQUEST.value());
		}
		try {
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			Writer writer = response.getReporter();
			if (writer != null) {
				writer.write(this.json.writeValueAsString(problem(response)));
				response.finishResponse();
			}
		}
		catch (IOException | IllegalStateException ex) {
			this.container.getLogger().debug("No problem could be reported", ex);
		}
	}

	private static boolean isWritable(Response response) {
		AtomicBoolean writable = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
		return writable.get();
	}

	private static ProblemDetail problem(Response response) {
		ProblemDetail problem = ProblemDetail.forStatus(response.getStatus());
		// What sendError was told: an exception's message could tell internals.
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
