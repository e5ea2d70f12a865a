package dev.asynclab.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Writes one type in one media type, as its picture. It reads nothing.
 *
 * @param <T> the type
 */
final class PictureConverter<T> extends AbstractHttpMessageConverter<T> {

	private final Class<T> type;

	private final Function<T, String> picture;

	/**
	 * Creates a converter.
	 * @param type what it writes
	 * @param mediaType how
	 * @param picture draws it
	 */
	PictureConverter(Class<T> type, MediaType mediaType, Function<T, String> picture) {
		super(mediaType);
		setDefaultCharset(mediaType.getCharset());
		this.type = type;
		this.picture = picture;
	}

	@Override
	protected boolean supports(Class<?> type) {
		return this.type.isAssignableFrom(type);
	}

	@Override
	public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
		return false;
	}

	@Override
	protected T readInternal(Class<? extends T> type, HttpInputMessage input) {
		throw new HttpMessageNotReadableException("A picture can't be read", input);
	}

	@Override
	protected void writeInternal(T value, HttpOutputMessage output) throws IOException {
		byte[] bytes = this.picture.apply(value).getBytes(StandardCharsets.UTF_8);
		output.getHeaders().setContentLength(bytes.length);
		output.getBody().write(bytes);
	}

}
