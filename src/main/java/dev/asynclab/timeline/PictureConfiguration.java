package dev.asynclab.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.ObjectToStringHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets controllers answer a {@link TextPicture} as text, a {@link Picture} as SVG, and
 * something {@link Traced} as a file for a trace viewer.
 */
@Component
class PictureConfiguration implements WebMvcConfigurer {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	/** The text of a picture that is a program. */
	private static final MediaType PYTHON = new MediaType("text", "x-python", StandardCharsets.UTF_8);

	private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

	private static final MediaType TRACE = MediaType.valueOf(Traced.MEDIA_TYPE);

	// Last, so that a client that accepts anything gets JSON. As beans they would come
	// first, and the HTTP clients would use them too.
	@Override
	public void configureMessageConverters(ServerBuilder builder) {
		builder.configureMessageConvertersList(
				(converters) -> converters.addAll(List.of(converter(TextPicture.class, TEXT, TextPicture::toText),
						converter(TextPicture.class, PYTHON, TextPicture::toText),
						converter(Picture.class, SVG, Picture::toSvg),
						converter(Traced.class, TRACE, Traced::toTrace))));
	}

	private static <T> HttpMessageConverter<?> converter(Class<T> type, MediaType mediaType,
			Converter<T, String> picture) {
		GenericConversionService conversion = new GenericConversionService();
		conversion.addConverter(type, String.class, picture);
		ObjectToStringHttpMessageConverter converter = mediaType.equals(TRACE) ? new FileConverter(conversion)
				: new ObjectToStringHttpMessageConverter(conversion, StandardCharsets.UTF_8);
		converter.setSupportedMediaTypes(List.of(mediaType));
		converter.setDefaultCharset(mediaType.getCharset());
		return converter;
	}

	/**
	 * Answers with a file, which a browser saves.
	 */
	private static final class FileConverter extends ObjectToStringHttpMessageConverter {

		FileConverter(ConversionService conversion) {
			super(conversion, StandardCharsets.UTF_8);
		}

		@Override
		protected void addDefaultHeaders(HttpHeaders headers, Object answer, @Nullable MediaType contentType)
				throws IOException {
			super.addDefaultHeaders(headers, answer, contentType);
			headers.setContentDisposition(ContentDisposition.attachment().filename("async-lab.trace.json").build());
		}

	}

}
