package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What {@link ExceptionGroup} and {@link BaseExceptionGroup} have in common. In Python
 * the one is a subclass of the other; in Java no class is the parent of both a
 * {@code RuntimeException} and an {@code Error} but {@code Throwable} itself, so code
 * that wants both catches {@code ExceptionGroup | BaseExceptionGroup}.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/exceptions.html#exception-groups">Exception
 * groups</a>
 */
public sealed interface AnyExceptionGroup permits ExceptionGroup, BaseExceptionGroup {

	/**
	 * Creates a group: a {@link BaseExceptionGroup} only if one of the errors is no
	 * {@link Exception}.
	 * @param message what failed
	 * @param exceptions at least one error
	 * @return the group
	 */
	static AnyExceptionGroup of(String message, List<? extends Throwable> exceptions) {
		boolean allExceptions = exceptions.stream().allMatch(Exception.class::isInstance);
		return allExceptions ? new ExceptionGroup(message, exceptions) : new BaseExceptionGroup(message, exceptions);
	}

	/**
	 * Returns the errors in the order in which they happened.
	 * @return at least one error
	 */
	List<Throwable> exceptions();

	/**
	 * Returns what failed, without the number of errors that {@code getMessage()} adds.
	 * @return the message as given
	 */
	String message();

	/**
	 * Returns this group as what can be thrown.
	 * @return this group
	 */
	Throwable asThrowable();

	/**
	 * Splits the group in two: what matches, and the rest. Both keep the groups that are
	 * nested in this one, with message, cause and stack trace. A group that matches as a
	 * whole is not split.
	 * @param condition says what matches; it is asked for groups, too
	 * @return both parts
	 */
	default Split split(Predicate<? super Throwable> condition) {
		if (condition.test(asThrowable())) {
			return new Split(this, null);
		}
		List<Throwable> matched = new ArrayList<>();
		List<Throwable> rest = new ArrayList<>();
		for (Throwable error : exceptions()) {
			if (error instanceof AnyExceptionGroup group) {
				Split split = group.split(condition);
				addTo(matched, split.matched());
				addTo(rest, split.rest());
			}
			else {
				(condition.test(error) ? matched : rest).add(error);
			}
		}
		return new Split(derive(matched), derive(rest));
	}

	/**
	 * Splits the group by type, as {@link #split(Predicate)}.
	 * @param type what matches
	 * @return both parts
	 */
	default Split split(Class<? extends Throwable> type) {
		return split(type::isInstance);
	}

	/**
	 * Returns only what matches, as {@link #split(Predicate)}.
	 * @param condition says what matches
	 * @return the group of what matches, or null if nothing does
	 */
	default @Nullable AnyExceptionGroup subgroup(Predicate<? super Throwable> condition) {
		return split(condition).matched();
	}

	/**
	 * Returns only what is of a type, as {@link #split(Predicate)}.
	 * @param type what matches
	 * @return the group of what matches, or null if nothing does
	 */
	default @Nullable AnyExceptionGroup subgroup(Class<? extends Throwable> type) {
		return split(type).matched();
	}

	private static void addTo(List<Throwable> errors, @Nullable AnyExceptionGroup group) {
		if (group != null) {
			errors.add(group.asThrowable());
		}
	}

	private @Nullable AnyExceptionGroup derive(List<Throwable> errors) {
		if (errors.isEmpty()) {
			return null;
		}
		AnyExceptionGroup group = of(message(), errors);
		group.asThrowable().setStackTrace(asThrowable().getStackTrace());
		if (asThrowable().getCause() != null) {
			group.asThrowable().initCause(asThrowable().getCause());
		}
		return group;
	}

	/**
	 * The two parts of a group.
	 *
	 * @param matched what matched, or null if nothing did
	 * @param rest what did not, or null if everything matched
	 */
	record Split(@Nullable AnyExceptionGroup matched, @Nullable AnyExceptionGroup rest) {

	}

}
