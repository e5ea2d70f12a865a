package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Documents the grammar of scenarios, and of their outcome. Both are read and written as
 * JSON, so that springdoc has no class to take them from.
 */
@Component
class ScenarioSchemas implements OpenApiCustomizer {

	static final String SCENARIO = "#/components/schemas/Scenario";

	static final String OUTCOME = "#/components/schemas/Outcome";

	@Override
	public void customise(OpenAPI document) {
		try (InputStream schemas = new ClassPathResource("schemas.json", ScenarioSchemas.class).getInputStream()) {
			Json31.mapper().readValue(schemas, new TypeReference<Map<String, Schema<?>>>() {
			}).forEach(document.getComponents()::addSchemas);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
