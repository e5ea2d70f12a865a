package dev.asynclab.problem;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.NotAllowedException;
import dev.asynclab.notation.Sentence;
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
	 * @param reason the converter's exception, which says it where the type alone does
	 * not
	 * @return what is allowed
	 */
	static Sentence allowed(@Nullable Class<?> type, @Nullable Throwable reason) {
		Class<?> boxed = (type != null) ? ClassUtils.resolvePrimitiveIfNecessary(type) : Object.class;
		if (boxed.isEnum()) {
			return Sentence.names(EnumId.all(boxed));
		}
		if (boxed == Boolean.class) {
			return Sentence.names(List.of("true", "false"));
		}
		if (boxed == Double.class || boxed == Float.class || boxed == BigDecimal.class) {
			return Sentence.of("allowed.number", "a number");
		}
		if (boxed == Integer.class) {
			return Sentence.of("allowed.whole-number-up-to", "a whole number up to {0}", Integer.MAX_VALUE);
		}
		if (Number.class.isAssignableFrom(boxed)) {
			return Sentence.of("allowed.whole-number", "a whole number");
		}
		if (boxed == Duration.class) {
			return DurationConverter.ALLOWED;
		}
		if (CharSequence.class.isAssignableFrom(boxed)) {
			return Sentence.of("allowed.text", "a text");
		}
		if (boxed.isArray() || Collection.class.isAssignableFrom(boxed)) {
			return Sentence.of("allowed.list", "a list");
		}
		if (reason instanceof NotAllowedException ex) {
			return ex.allowed();
		}
		return Sentence.of("allowed.api-document", "see the API document");
	}

}
