package dev.asynclab.openapi;

import java.math.BigDecimal;
import java.util.List;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Documents the bounds that are configured. The annotations know only the defaults.
 */
@Component
class ConfiguredMaxima implements OpenApiCustomizer {

	private final List<ParameterMaxima> operations;

	ConfiguredMaxima(List<ParameterMaxima> operations) {
		this.operations = operations;
	}

	@Override
	public void customise(OpenAPI document) {
		document.getPaths()
			.forEach((path, item) -> this.operations.stream()
				.filter((operation) -> operation.path().equals(path))
				.forEach((operation) -> item.getGet()
					.getParameters()
					.forEach((parameter) -> limit(parameter, operation.maxima().get(parameter.getName())))));
	}

	private static void limit(Parameter parameter, @Nullable Integer most) {
		if (most != null) {
			parameter.getSchema().setMaximum(BigDecimal.valueOf(most));
		}
	}

}
