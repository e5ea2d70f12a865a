package dev.asynclab.openapi;

import java.time.Duration;

import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springdoc.core.customizers.ParameterCustomizer;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Documents a duration as the text that users write. For springdoc its default is a
 * number of seconds.
 */
@Component
class DurationParameter implements ParameterCustomizer {

	@Override
	public Parameter customize(Parameter parameter, MethodParameter methodParameter) {
		RequestParam request = methodParameter.getParameterAnnotation(RequestParam.class);
		if (methodParameter.nestedIfOptional().getNestedParameterType() == Duration.class && request != null) {
			StringSchema schema = new StringSchema();
			if (!ValueConstants.DEFAULT_NONE.equals(request.defaultValue())) {
				schema.setDefault(request.defaultValue());
			}
			parameter.setSchema(schema);
		}
		return parameter;
	}

}
