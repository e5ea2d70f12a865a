package dev.asynclab.problem;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.EnumId;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;

/**
 * Explains a failed conversion in the caller's terms: the one value that was refused (not
 * its whole list) and what is allowed (not the target class).
 */
final class Refusal {

	private Refusal() {
	}

	static BadParameterException of(String parameter, TypeMismatchException mismatch) {
		return Stream.iterate((Throwable) mismatch, (cause) -> cause != null, Throwable::getCause)
			.filter(ConversionFailedException.class::isInstance)
			.map(ConversionFailedException.class::cast)
			.reduce((outer, inner) -> inner)
			.map((failed) -> new BadParameterException(parameter, failed.getValue(),
					allowed(failed.getTargetType().getType(), failed.getCause())))
			.orElseGet(() -> new BadParameterException(parameter, mismatch.getValue(),
					allowed(mismatch.getRequiredType(), mismatch.getCause())));
	}

	/**
	 * Says what a type allows.
	 * @param type what the value should have become
	 * @param reason the converter's exception: where the type alone does not tell, its
	 * message does
	 * @return what is allowed
	 */
	static String allowed(@Nullable Class<?> type, @Nullable Throwable reason) {
		Class<?> boxed = (type != null) ? ClassUtils.resolvePrimitiveIfNecessary(type) : Object.class;
		if (boxed.isEnum()) {
			return String.join(", ", EnumId.all(boxed));
		}
		if (boxed == Boolean.class) {
			return "true, false";
		}
		if (boxed == Double.class || boxed == Float.class || boxed == BigDecimal.class) {
			return "a number";
		}
		if (boxed == Integer.class) {
			return "a whole number up to " + Integer.MAX_VALUE;
		}
		if (Number.class.isAssignableFrom(boxed)) {
			return "a whole number";
		}
		if (boxed == Duration.class) {
			return DurationConverter.ALLOWED;
		}
		if (CharSequence.class.isAssignableFrom(boxed)) {
			return "a text";
		}
		if (boxed.isArray() || Collection.class.isAssignableFrom(boxed)) {
			return "a list";
		}
		if (reason instanceof IllegalArgumentException && reason.getMessage() != null) {
			return reason.getMessage();
		}
		return "see the API document";
	}

}
