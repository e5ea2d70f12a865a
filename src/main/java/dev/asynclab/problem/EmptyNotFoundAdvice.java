package dev.asynclab.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriUtils;

/**
 * Turns a 404 without a body into a problem. Actuator sends such an answer for a name
 * that it does not know, such as that of a metric.
 */
@RestControllerAdvice
class EmptyNotFoundAdvice implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (body != null || !isNotFound(response)) {
			return body;
		}
		ProblemDetail problem = ProblemException.problem(HttpStatus.NOT_FOUND,
				Sentence.of("not-found.name", "There is nothing with this name."));
		problem.setInstance(URI.create(UriUtils.encodePath(request.getURI().getPath(), StandardCharsets.UTF_8)));
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return problem;
	}

	private static boolean isNotFound(ServerHttpResponse response) {
		return response instanceof ServletServerHttpResponse servlet
				&& servlet.getServletResponse().getStatus() == HttpStatus.NOT_FOUND.value();
	}

}
