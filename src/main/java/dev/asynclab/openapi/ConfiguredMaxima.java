package dev.asynclab.openapi;

import java.math.BigDecimal;
import java.util.List;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
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
		for (ParameterMaxima operation : this.operations) {
			for (Parameter parameter : document.getPaths().get(operation.path()).getGet().getParameters()) {
				Integer most = operation.maxima().get(parameter.getName());
				if (most != null) {
					parameter.getSchema().setMaximum(BigDecimal.valueOf(most));
				}
			}
		}
	}

}
