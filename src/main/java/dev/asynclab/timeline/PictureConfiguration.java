package dev.asynclab.timeline;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets controllers answer a {@link TextPicture} as text and a {@link Picture} as SVG.
 */
@Component
class PictureConfiguration implements WebMvcConfigurer {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

	/**
	 * Adds the pictures behind the other converters: who accepts anything gets JSON. As
	 * beans they would come first, and in the clients too.
	 */
	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList((converters) -> converters
			.addAll(List.of(new PictureConverter<>(TextPicture.class, TEXT, TextPicture::toText),
					new PictureConverter<>(Picture.class, SVG, Picture::toSvg))));
	}

}
