package dev.asynclab.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexPageTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Adds to Swagger UI a plugin that shows an SVG answer as a picture, and a style sheet
 * that makes an operation fit on two screens.
 */
@Component
class SvgPictureTransformer extends SwaggerIndexPageTransformer {

	private static final String LAST_PLUGIN = "SwaggerUIBundle.plugins.DownloadUrl";

	private final ClassPathResource plugin = new ClassPathResource("svg-picture.js", SvgPictureTransformer.class);

	private final ClassPathResource sheet = new ClassPathResource("compact.css", SvgPictureTransformer.class);

	SvgPictureTransformer(SwaggerUiConfigProperties config, SwaggerUiOAuthProperties oauth,
			SwaggerWelcomeCommon welcome, ObjectMapperProvider mapper) {
		super(config, oauth, welcome, mapper);
	}

	@Override
	public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
			throws IOException {
		Resource transformed = super.transform(request, resource, chain);
		if (!"swagger-initializer.js".equals(resource.getFilename())) {
			return transformed;
		}
		String style = "document.head.append(Object.assign(document.createElement('style'), { textContent: `%s` }));%n"
			.formatted(this.sheet.getContentAsString(StandardCharsets.UTF_8));
		String script = this.plugin.getContentAsString(StandardCharsets.UTF_8) + style
				+ transformed.getContentAsString(StandardCharsets.UTF_8)
					.replace(LAST_PLUGIN, LAST_PLUGIN + ", SvgPicture");
		return new TransformedResource(resource, script.getBytes(StandardCharsets.UTF_8));
	}

}
