package dev.asynclab.problem;

import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The query parameters that a handler method reads: its request parameters, the
 * components of its records, and {@code format}.
 *
 * @param types the type of each parameter, by name
 */
record KnownParameters(Map<String, Class<?>> types) {

	private static final Set<Class<? extends Annotation>> NOT_IN_THE_QUERY = Set.of(PathVariable.class,
			RequestBody.class, RequestHeader.class);

	static KnownParameters of(HandlerMethod handler) {
		Map<String, Class<?>> types = new LinkedHashMap<>();
		for (MethodParameter parameter : handler.getMethodParameters()) {
			if (NOT_IN_THE_QUERY.stream().noneMatch(parameter::hasParameterAnnotation)) {
				add(types, parameter);
			}
		}
		types.put(Formats.PARAMETER, String.class);
		return new KnownParameters(types);
	}

	Set<String> names() {
		return this.types.keySet();
	}

	boolean isRepeatable(String name) {
		Class<?> type = type(name);
		return type.isArray() || Collection.class.isAssignableFrom(type);
	}

	Class<?> type(String name) {
		return this.types.getOrDefault(name, String.class);
	}

	private static void add(Map<String, Class<?>> types, MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		RequestParam request = parameter.getParameterAnnotation(RequestParam.class);
		if (request != null || BeanUtils.isSimpleProperty(type)) {
			String given = (request != null) ? request.name() : "";
			types.put(name(given, parameter.getParameter()), type);
		}
		else if (type.isRecord()) {
			for (Parameter component : BeanUtils.getResolvableConstructor(type).getParameters()) {
				BindParam bind = component.getAnnotation(BindParam.class);
				types.put(name((bind != null) ? bind.value() : "", component), component.getType());
			}
		}
	}

	private static String name(String given, Parameter parameter) {
		return StringUtils.hasText(given) ? given : parameter.getName();
	}

}
