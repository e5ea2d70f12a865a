package dev.asynclab.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;

import dev.asynclab.notation.Sentence;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.UriUtils;

/**
 * Answers every exception of every handler with a problem, whatever the client accepts;
 * in text only if it has asked for that with {@code format}. An unexpected exception
 * becomes a 500 without details and is logged once. If the client has disconnected,
 * nothing is sent or logged.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Log log = LogFactory.getLog(ProblemAdvice.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final Formats formats;

	ProblemAdvice(Formats formats) {
		this.formats = formats;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleOther(Exception ex, WebRequest request) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			ErrorResponseException known = known(cause);
			if (known != null) {
				return answer(known, request);
			}
		}
		return handleExceptionInternal(ex, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return answer(Refusal.of(String.valueOf(ex.getPropertyName()), ex), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException ex, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		Class<?> type = (ex.getMethodParameter() != null) ? ex.getMethodParameter().getParameterType() : null;
		return answer(new BadParameterException(ex.getParameterName(), null, Refusal.allowed(type, null)), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		FieldError error = ex.getFieldError();
		if (error == null) {
			return super.handleMethodArgumentNotValid(ex, headers, status, request);
		}
		if (error.contains(TypeMismatchException.class)) {
			return answer(Refusal.of(error.getField(), error.unwrap(TypeMismatchException.class)), request);
		}
		return answer(
				new BadParameterException(error.getField(), error.getRejectedValue(), Refusal.allowed(null, null)),
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			ErrorResponseException known = known(cause);
			if (known != null) {
				return answer(known, request);
			}
		}
		return answer(BodyRefusal.of(ex), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(HttpMediaTypeNotAcceptableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		String format = request.getParameter(Formats.PARAMETER);
		if (format == null) {
			return super.handleHttpMediaTypeNotAcceptable(ex, headers, status, request);
		}
		return answer(new BadParameterException(Formats.PARAMETER, format,
				Sentence.names(this.formats.of(ex.getSupportedMediaTypes()))), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return answer(new ProblemException(HttpStatus.NOT_FOUND,
				Sentence.of("not-found.path", "There is nothing at this path.")), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleAsyncRequestTimeoutException(AsyncRequestTimeoutException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return answer(
				unavailable(
						Sentence.of("unavailable.time-out", "There was no result within the time-out of a request.")),
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode statusCode, WebRequest request) {
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		if (statusCode.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
			log.error("Unexpected failure of " + request.getDescription(false), ex);
			body = ProblemException.problem(statusCode,
					Sentence.of("unexpected", "Something unexpected failed. The log of the service has the details."));
		}
		return super.handleExceptionInternal(ex, body, headers, statusCode, request);
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode statusCode, WebRequest request) {
		if (body instanceof ProblemDetail problem && request instanceof ServletWebRequest servlet) {
			// Spring would use the raw path, which may be no URI: "//", "/[".
			String path = servlet.getRequest().getServletPath();
			problem.setInstance(URI.create(UriUtils.encodePath(path, StandardCharsets.UTF_8)));
		}
		HttpHeaders problemHeaders = HttpHeaders.copyOf(headers);
		if (body instanceof ProblemDetail problem && ProblemText.isWanted(formats(request))) {
			problemHeaders.setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
			return new ResponseEntity<>(ProblemText.of(problem), problemHeaders, statusCode);
		}
		// Otherwise the type would be negotiated, which fails with a bad "format".
		problemHeaders.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return new ResponseEntity<>(body, problemHeaders, statusCode);
	}

	// The parameters may be what can't be read.
	private static String @Nullable [] formats(WebRequest request) {
		try {
			return request.getParameterValues(Formats.PARAMETER);
		}
		catch (InvalidParameterException ex) {
			return null;
		}
	}

	private @Nullable ResponseEntity<Object> answer(ErrorResponseException ex, WebRequest request) {
		return handleExceptionInternal(ex, ex.getBody(), ex.getHeaders(), ex.getStatusCode(), request);
	}

	private static @Nullable ErrorResponseException known(Throwable cause) {
		return switch (cause) {
			case ErrorResponseException known -> known;
			case TaskRejectedException _ -> new TooBusyException(
					Sentence.of("busy.threads", "All threads are busy and their queue is full."), RETRY_AFTER);
			case CancellationException _ ->
				unavailable(Sentence.of("unavailable.cancelled", "The run was cancelled before it had a result."));
			case InvalidParameterException invalid ->
				new ProblemException(HttpStatus.valueOf(invalid.getErrorCode()), Sentence.of("parameters.unreadable",
						"The parameters can't be read: they are malformed, or there are too many."));
			case BeanInstantiationException refused when refused
				.getCause() instanceof IllegalArgumentException reason ->
				new ErrorResponseException(HttpStatus.BAD_REQUEST,
						ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(reason.getMessage())),
						null);
			default -> null;
		};
	}

	private static ErrorResponseException unavailable(Sentence detail) {
		ErrorResponseException unavailable = new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail);
		unavailable.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
		return unavailable;
	}

}
