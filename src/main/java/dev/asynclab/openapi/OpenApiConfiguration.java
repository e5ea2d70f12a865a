package dev.asynclab.openapi;

import dev.asynclab.answer.Answer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerSentEvent;

/**
 * The description of the lab in the OpenAPI document.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String DESCRIPTION = """
			Runs every concept of Python's asyncio in Java, shows the Python code beside it, draws a timeline and \
			measures it. Each operation runs real jobs (HTTP calls to a server that answers after a delay) and reports when \
			each was created, started and ended, and on which thread. In an answer, compare `wallMs` with `longestMs` \
			(if they are close, the jobs overlapped) and with `sumMs` (if they are close, the jobs ran one after another); \
			`segments` says what each task did all the time, and whether it used a thread. \
			`format=json`, `text`, `svg` or `perfetto` selects the report, a timeline for the terminal, a \
			picture, or a trace for ui.perfetto.dev. \
			`curl -N -H 'Accept: text/event-stream'` streams a lesson's events as they happen, and the report at the end.""";

	static {
		SpringDocUtils.getConfig()
			.addResponseWrapperToIgnore(Answer.class)
			.replaceWithSchema(JsonNode.class, new Schema<>().description("Any JSON."))
			.replaceWithSchema(ObjectNode.class, new ObjectSchema().description("Any JSON object."))
			.replaceWithSchema(ServerSentEvent.class, new StringSchema());
	}

	@Bean
	OpenApiCustomizer errorAnswers() {
		return ErrorAnswer::document;
	}

	@Bean
	OpenAPI openApi(ObjectProvider<BuildProperties> build) {
		return new OpenAPI()
			.info(new Info().title("Async Lab")
				.description(DESCRIPTION)
				.version(build.stream().findFirst().map(BuildProperties::getVersion).orElse("development"))
				.license(new License().name("Apache-2.0").identifier("Apache-2.0")))
			.tags(Tags.inOrder());
	}

}
