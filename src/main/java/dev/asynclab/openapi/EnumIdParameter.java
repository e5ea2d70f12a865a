package dev.asynclab.openapi;

import java.util.List;
import java.util.Locale;

import dev.asynclab.notation.Choice;
import dev.asynclab.notation.EnumId;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lists the values of an enum, or of a {@link Choice}, as users write them, where
 * springdoc lists the names of the constants or nothing.
 */
@Component
class EnumIdParameter implements ParameterCustomizer {

	private final List<Choice<?>> choices;

	EnumIdParameter(List<Choice<?>> choices) {
		this.choices = choices;
	}

	@Override
	public Parameter customize(Parameter parameter, MethodParameter methodParameter) {
		Class<?> type = methodParameter.nestedIfOptional().getNestedParameterType();
		if (type.isEnum() && parameter.getSchema() != null) {
			StringSchema schema = new StringSchema();
			schema.setEnum(EnumId.all(type));
			String usual = id(parameter.getSchema().getDefault());
			if (usual != null) {
				schema.setDefault(usual);
			}
			parameter.setSchema(schema);
		}
		RequestParam request = methodParameter.getParameterAnnotation(RequestParam.class);
		for (Choice<?> choice : this.choices) {
			if (request != null && type == ResolvableType.forInstance(choice).as(Choice.class).resolveGeneric()) {
				StringSchema schema = new StringSchema();
				schema.setEnum(List.copyOf(choice.names()));
				schema.setDefault(request.defaultValue());
				parameter.setSchema(schema);
			}
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
