package dev.asynclab.problem;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.Sentence;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses input that Spring would silently accept: a query parameter that the handler
 * does not read; an empty value, or one with space or a control character around it; a
 * second value where one is read; the name of an enum's constant; a number with other
 * characters than decimal digits and a sign; an unknown format.
 */
class StrictParametersInterceptor implements HandlerInterceptor {

	// Spring also reads 0x10, and reads 1 2 as 12.
	private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

	private final Map<Method, KnownParameters> known = new ConcurrentHashMap<>();

	private final Formats formats;

	StrictParametersInterceptor(Formats formats) {
		this.formats = formats;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST
				&& !HttpMethod.OPTIONS.matches(request.getMethod()) && !hasForm(request)) {
			KnownParameters parameters = this.known.computeIfAbsent(method.getMethod(),
					(_) -> KnownParameters.of(method));
			request.getParameterMap().forEach((name, values) -> check(name, values, parameters));
		}
		return true;
	}

	private static boolean hasForm(HttpServletRequest request) {
		// Its fields would be taken for query parameters; the reader of JSON answers
		// with a 415.
		return "POST".equals(request.getMethod()) && StringUtils.startsWithIgnoreCase(request.getContentType(),
				MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	private void check(String name, String[] values, KnownParameters parameters) {
		if (!parameters.names().contains(name)) {
			throw BadParameterException.unknown(name, values[0], parameters.names());
		}
		if (values.length > 1 && !parameters.isRepeatable(name)) {
			throw new BadParameterException(name, String.join(", ", values),
					Sentence.of("allowed.one-value", "one value"));
		}
		if (List.of(values).stream().anyMatch(String::isBlank)) {
			throw new BadParameterException(name, "",
					Sentence.of("allowed.value", "a value, or leave the parameter out"));
		}
		for (String value : values) {
			if (!value.equals(value.trim())) {
				throw new BadParameterException(name, value,
						Sentence.of("allowed.no-space", "a value without space around it"));
			}
		}
		Class<?> type = parameters.type(name);
		// When the converter has refused a value, Spring tries the constant's name.
		if (type.isEnum() && !EnumId.all(type).contains(values[0])) {
			throw new BadParameterException(name, values[0], Sentence.names(EnumId.all(type)));
		}
		if (isWhole(type) && !WHOLE.matcher(values[0]).matches()) {
			throw new BadParameterException(name, values[0], Refusal.allowed(type, null));
		}
		if (name.equals(Formats.PARAMETER) && !this.formats.all().contains(values[0])) {
			throw new BadParameterException(name, values[0], Sentence.names(this.formats.all()));
		}
	}

	private static boolean isWhole(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return boxed == Integer.class || boxed == Long.class;
	}

}
