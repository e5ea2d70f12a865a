package dev.asynclab.openapi;

import java.math.BigDecimal;

import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.ParameterCustomizer;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Documents the default of a number whose bounds are annotated. For springdoc the
 * annotation is the whole schema.
 */
@Component
class NumberParameter implements ParameterCustomizer {

	@Override
	public Parameter customize(Parameter parameter, MethodParameter methodParameter) {
		RequestParam request = methodParameter.getParameterAnnotation(RequestParam.class);
		Class<?> type = methodParameter.nestedIfOptional().getNestedParameterType();
		if (request != null && Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type))
				&& !ValueConstants.DEFAULT_NONE.equals(request.defaultValue())) {
			parameter.getSchema().setDefault(new BigDecimal(request.defaultValue()));
		}
		return parameter;
	}

}
