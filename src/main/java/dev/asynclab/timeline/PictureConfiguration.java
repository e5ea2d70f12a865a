package dev.asynclab.timeline;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.ObjectToStringHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets controllers answer a {@link TextPicture} as text and a {@link Picture} as SVG.
 */
@Component
class PictureConfiguration implements WebMvcConfigurer {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	/** The text of a picture that is a program. */
	private static final MediaType PYTHON = new MediaType("text", "x-python", StandardCharsets.UTF_8);

	private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

	// Last, so that a client that accepts anything gets JSON. As beans they would come
	// first, and the HTTP clients would use them too.
	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList(
				(converters) -> converters.addAll(List.of(converter(TextPicture.class, TEXT, TextPicture::toText),
						converter(TextPicture.class, PYTHON, TextPicture::toText),
						converter(Picture.class, SVG, Picture::toSvg))));
	}

	private static <T> HttpMessageConverter<?> converter(Class<T> type, MediaType mediaType,
			Converter<T, String> picture) {
		GenericConversionService conversion = new GenericConversionService();
		conversion.addConverter(type, String.class, picture);
		ObjectToStringHttpMessageConverter converter = new ObjectToStringHttpMessageConverter(conversion,
				StandardCharsets.UTF_8);
		converter.setSupportedMediaTypes(List.of(mediaType));
		converter.setDefaultCharset(mediaType.getCharset());
		return converter;
	}

}
