package dev.asynclab.scale;

import java.nio.charset.StandardCharsets;

import dev.asynclab.timeline.PictureConverter;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the controller answer as text, too.
 */
@Component
class ScaleConfiguration implements WebMvcConfigurer {

	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList((converters) -> converters.add(new PictureConverter<>(ScaleReport.class,
				new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8), ScaleReport::toText)));
	}

}
