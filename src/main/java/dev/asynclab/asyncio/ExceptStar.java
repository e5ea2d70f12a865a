package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * {@code except*}: handles the errors in a group by type, and throws the rest.
 * <pre class="code">
 * try {
 *     taskGroup(...);
 * }
 * catch (ExceptionGroup | BaseExceptionGroup group) {
 *     ExceptStar.of(group)
 *         .except(IOException.class, (errors) -&gt; log(errors.exceptions()))
 *         .except(TimeoutError.class, (errors) -&gt; retry())
 *         .raiseRest();
 * }
 * </pre> Each handler gets the group of all errors that match and that no handler before
 * got. What a handler throws is thrown at the end, after the other handlers have run.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/reference/compound_stmts.html#except-star">except*</a>
 */
public final class ExceptStar {

	private final Throwable error;

	/** What no handler got. */
	private @Nullable AnyExceptionGroup rest;

	/** What handlers let out as they got it. */
	private final List<Throwable> reraised = new ArrayList<>();

	private final List<Throwable> raised = new ArrayList<>();

	private boolean handled;

	private ExceptStar(Throwable error) {
		this.error = error;
		this.rest = (error instanceof AnyExceptionGroup group) ? group : AnyExceptionGroup.of("", List.of(error));
	}

	/**
	 * Begins to handle an error.
	 * @param error a group; another error is handled as if it were alone in one
	 * @return takes the handlers
	 */
	public static ExceptStar of(Throwable error) {
		return new ExceptStar(error);
	}

	/**
	 * Handles the errors of a type: {@code except* type as errors}.
	 * @param type what to handle
	 * @param handler called at once, with the group of what matches, if anything does
	 * @return this
	 * @throws IllegalArgumentException if the type is that of a group
	 */
	public ExceptStar except(Class<? extends Throwable> type, Handler handler) {
		if (AnyExceptionGroup.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException(
					"catching ExceptionGroup with except* is not allowed. Use except instead.");
		}
		return except(type::isInstance, handler);
	}

	/**
	 * Handles errors: {@code except* (type, type) as errors}.
	 * @param condition says what to handle
	 * @param handler called at once, with the group of what matches, if anything does
	 * @return this
	 */
	public ExceptStar except(Predicate<? super Throwable> condition, Handler handler) {
		if (this.rest == null) {
			return this;
		}
		AnyExceptionGroup.Split split = this.rest.split(condition);
		AnyExceptionGroup matched = split.matched();
		if (matched != null) {
			this.handled = true;
			this.rest = split.rest();
			handle(matched, handler);
		}
		return this;
	}

	private void handle(AnyExceptionGroup matched, Handler handler) {
		try {
			handler.handle(matched);
		}
		catch (Throwable error) {
			((error == matched) ? this.reraised : this.raised).add(error);
		}
	}

	/**
	 * Ends the handling. If no handler was called the error itself is thrown, and nothing
	 * if all errors were handled and no handler threw. Otherwise it throws a group of
	 * what handlers threw, and of the errors that were not handled or were thrown again,
	 * in their original order.
	 */
	public void raiseRest() {
		if (!this.handled) {
			throw Sneaky.raise(this.error);
		}
		List<Throwable> all = new ArrayList<>(this.raised);
		AnyExceptionGroup kept = kept();
		if (kept != null) {
			all.add(kept.asThrowable());
		}
		if (all.size() == 1) {
			throw Sneaky.raise(all.getFirst());
		}
		if (!all.isEmpty()) {
			throw Sneaky.raise(AnyExceptionGroup.of("", all).asThrowable());
		}
	}

	private @Nullable AnyExceptionGroup kept() {
		Set<Throwable> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
		this.reraised.forEach((error) -> addLeaves(leaves, error));
		if (this.rest != null) {
			addLeaves(leaves, this.rest.asThrowable());
		}
		AnyExceptionGroup all = (this.error instanceof AnyExceptionGroup group) ? group
				: AnyExceptionGroup.of("", List.of(this.error));
		return all.subgroup(leaves::contains);
	}

	private static void addLeaves(Set<Throwable> leaves, Throwable error) {
		if (error instanceof AnyExceptionGroup group) {
			group.exceptions().forEach((each) -> addLeaves(leaves, each));
		}
		else {
			leaves.add(error);
		}
	}

	/**
	 * Handles errors.
	 */
	@FunctionalInterface
	public interface Handler {

		/**
		 * Called with the errors that match.
		 * @param errors all of them
		 * @throws Exception what is thrown at the end; if it is the same group, its
		 * errors count as not handled
		 */
		void handle(AnyExceptionGroup errors) throws Exception;

	}

}
