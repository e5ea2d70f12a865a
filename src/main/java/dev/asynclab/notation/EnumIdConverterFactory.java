package dev.asynclab.notation;

import java.util.Arrays;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/**
 * Reads an enum by its {@link EnumId} only. Spring would also read the constant's name,
 * and Spring Boot everything similar to it.
 */
@SuppressWarnings("rawtypes")
public class EnumIdConverterFactory implements ConverterFactory<String, Enum> {

	@Override
	public <T extends Enum> Converter<String, T> getConverter(Class<T> targetType) {
		return (source) -> Arrays.stream(targetType.getEnumConstants())
			.filter((constant) -> EnumId.of(constant).equals(source))
			.findFirst()
			.orElseThrow(() -> new NotAllowedException(Sentence.names(EnumId.all(targetType))));
	}

}
