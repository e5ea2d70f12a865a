package dev.asynclab.openapi;

import java.util.Locale;

import dev.asynclab.notation.EnumId;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

/**
 * Lists the values of an enum as users write them, where springdoc lists the names of the
 * constants.
 */
@Component
class EnumIdParameter implements ParameterCustomizer {

	@Override
	public Parameter customize(Parameter parameter, MethodParameter methodParameter) {
		Class<?> type = methodParameter.nestedIfOptional().getNestedParameterType();
		if (type.isEnum() && parameter.getSchema() != null) {
			StringSchema schema = new StringSchema();
			schema.setEnum(EnumId.all(type));
			schema.setDefault(id(parameter.getSchema().getDefault()));
			parameter.setSchema(schema);
		}
		return parameter;
	}

	private static @Nullable String id(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Enum<?> constant -> EnumId.of(constant);
			default -> value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
		};
	}

}
