package dev.asynclab.notation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.springframework.core.convert.converter.Converter;

/**
 * The values that a parameter can have, by the names that users write. As a bean, it
 * reads the parameter of a request, and the OpenAPI document lists the names.
 *
 * @param <T> the type of the parameter
 */
public abstract class Choice<T> implements Converter<String, T> {

	private final Map<String, T> values = new LinkedHashMap<>();

	/**
	 * Creates a choice.
	 * @param name says what users call a value
	 * @param values the values, in the order of the document
	 */
	protected Choice(Function<T, String> name, List<? extends T> values) {
		values.forEach((value) -> this.values.put(name.apply(value), value));
	}

	/**
	 * Lists the names.
	 * @return the names, in order
	 */
	public Set<String> names() {
		return this.values.keySet();
	}

	/**
	 * Finds a value.
	 * @param name its name
	 * @return the value
	 * @throws NotAllowedException if there is none; it lists the names
	 */
	@Override
	public T convert(String name) {
		T value = this.values.get(name);
		if (value == null) {
			throw new NotAllowedException(Sentence.names(names()));
		}
		return value;
	}

}
