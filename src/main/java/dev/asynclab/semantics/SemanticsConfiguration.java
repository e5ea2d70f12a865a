package dev.asynclab.semantics;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.asynclab.timeline.PictureConverter;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the controller answer a {@link SemanticsTable} as text.
 */
@Component
class SemanticsConfiguration implements WebMvcConfigurer {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	/**
	 * Adds the text behind the other converters: who accepts anything gets JSON.
	 */
	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList((converters) -> converters
			.addAll(List.of(new PictureConverter<>(SemanticsTable.class, TEXT, SemanticsTable::toText))));
	}

}
