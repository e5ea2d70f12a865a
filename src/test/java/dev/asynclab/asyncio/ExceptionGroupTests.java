package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * ExceptionGroup, and {@code except*}. IllegalArgumentException stands for ValueError,
 * IOException for OSError, and ClassCastException for TypeError.
 */
class ExceptionGroupTests {

	private static final String OUTER = "E:outer[IllegalArgumentException 1, E:inner[IOException 2, "
			+ "IllegalArgumentException 3], ClassCastException 4]";

	private final ExceptionGroup group = new ExceptionGroup("outer",
			List.of(new IllegalArgumentException("1"),
					new ExceptionGroup("inner", List.of(new IOException("2"), new IllegalArgumentException("3"))),
					new ClassCastException("4")));

	private final List<String> handled = new ArrayList<>();

	@Test
	void splitsByType() {
		assertSplit(this.group.split(IllegalArgumentException.class),
				"E:outer[IllegalArgumentException 1, E:inner[IllegalArgumentException 3]]",
				"E:outer[E:inner[IOException 2], ClassCastException 4]");
		assertSplit(this.group.split(IOException.class), "E:outer[E:inner[IOException 2]]",
				"E:outer[IllegalArgumentException 1, E:inner[IllegalArgumentException 3], ClassCastException 4]");
		assertSplit(this.group.split(NoSuchElementException.class), null, OUTER);
		assertThat(show(this.group.subgroup(IOException.class))).isEqualTo("E:outer[E:inner[IOException 2]]");
	}

	@Test
	void splitsByACondition() {
		assertSplit(
				this.group
					.split((error) -> error instanceof IllegalArgumentException || error instanceof ClassCastException),
				"E:outer[IllegalArgumentException 1, E:inner[IllegalArgumentException 3], ClassCastException 4]",
				"E:outer[E:inner[IOException 2]]");
		assertSplit(
				this.group.split((error) -> error instanceof ExceptionGroup nested && nested.message().equals("inner")),
				"E:outer[E:inner[IOException 2, IllegalArgumentException 3]]",
				"E:outer[IllegalArgumentException 1, ClassCastException 4]");
		assertThat(this.group.subgroup((error) -> false)).isNull();
	}

	@Test
	void isNotSplitIfItMatchesAsAWhole() {
		assertThat(this.group.split(Exception.class).matched()).isSameAs(this.group);
		assertThat(this.group.split(ExceptionGroup.class).rest()).isNull();
	}

	@Test
	void partsKeepCauseAndStackTrace() {
		IOException cause = new IOException();
		this.group.initCause(cause);
		assertThat((ExceptionGroup) this.group.subgroup(IOException.class)).isNotNull()
			.hasCause(cause)
			.extracting(Throwable::getStackTrace)
			.isEqualTo(this.group.getStackTrace());
	}

	@Test
	void withoutErrorsABaseExceptionGroupBecomesAnExceptionGroup() {
		BaseExceptionGroup base = new BaseExceptionGroup("b",
				List.of(new AssertionError("0"), new IllegalArgumentException("1")));
		assertSplit(base.split(IllegalArgumentException.class), "E:b[IllegalArgumentException 1]",
				"B:b[AssertionError 0]");
		assertThat(AnyExceptionGroup.of("b", List.of(new IOException()))).isInstanceOf(ExceptionGroup.class);
		assertThat(AnyExceptionGroup.of("b", List.of(new AssertionError()))).isInstanceOf(BaseExceptionGroup.class);
	}

	@Test
	void refusesWhatCanNotBeInIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExceptionGroup("x", List.of(new AssertionError())))
			.withMessage("Cannot nest BaseExceptions in an ExceptionGroup");
		assertThatIllegalArgumentException().isThrownBy(() -> new ExceptionGroup("x", List.of()));
	}

	@Test
	void exceptStarHandlesByTypeAndThrowsTheRest() {
		assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> handle(this.group, null, null))
			.satisfies((rest) -> assertThat(show(rest)).isEqualTo("E:outer[ClassCastException 4]"));
		assertThat(this.handled).containsExactly(
				"E:outer[IllegalArgumentException 1, E:inner[IllegalArgumentException 3]]",
				"E:outer[E:inner[IOException 2]]");
	}

	@Test
	void exceptStarThrowsNothingIfAllIsHandled() {
		assertThatNoException().isThrownBy(() -> handle(two(), null, null));
		assertThat(this.handled).containsExactly("E:o[IllegalArgumentException 1]", "E:o[IOException 2]");
	}

	@Test
	void exceptStarThrowsWhatHandlersThrowAfterAllHaveRun() {
		assertThatExceptionOfType(ExceptionGroup.class)
			.isThrownBy(() -> handle(this.group, new IllegalStateException("new"), null))
			.satisfies((error) -> assertThat(show(error))
				.isEqualTo("E:[IllegalStateException new, E:outer[ClassCastException 4]]"));
		assertThatIllegalStateException().isThrownBy(() -> handle(two(), new IllegalStateException("new"), null))
			.withMessage("new");
		assertThatExceptionOfType(ExceptionGroup.class)
			.isThrownBy(() -> handle(two(), new IllegalStateException("1"), new IllegalStateException("2")))
			.satisfies((error) -> assertThat(show(error))
				.isEqualTo("E:[IllegalStateException 1, IllegalStateException 2]"));
	}

	/** In Python: {@code raise} in the clause. */
	@Test
	void exceptStarPutsWhatIsThrownAgainBackIntoItsPlace() {
		assertThatExceptionOfType(ExceptionGroup.class)
			.isThrownBy(() -> ExceptStar.of(this.group)
				.except(IllegalArgumentException.class, ExceptionGroupTests::rethrow)
				.except(IOException.class, this::note)
				.raiseRest())
			.satisfies((error) -> assertThat(show(error)).isEqualTo(
					"E:outer[IllegalArgumentException 1, E:inner[IllegalArgumentException 3], ClassCastException 4]"));
	}

	@Test
	void exceptStarTakesAnErrorThatIsInNoGroup() {
		assertThatNoException().isThrownBy(() -> handle(new IllegalArgumentException("alone"), null, null));
		assertThat(this.handled).containsExactly("E:[IllegalArgumentException alone]");
		ClassCastException other = new ClassCastException();
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> handle(other, null, null)).isSameAs(other);
		AssertionError error = new AssertionError();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> handle(error, null, null)).isSameAs(error);
	}

	@Test
	void exceptStarHandlesNoGroups() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ExceptStar.of(this.group).except(ExceptionGroup.class, this::note))
			.withMessage("catching ExceptionGroup with except* is not allowed. Use except instead.");
	}

	private static ExceptionGroup two() {
		return new ExceptionGroup("o", List.of(new IllegalArgumentException("1"), new IOException("2")));
	}

	private void handle(Throwable error, @Nullable RuntimeException first, @Nullable RuntimeException second) {
		ExceptStar.of(error)
			.except(IllegalArgumentException.class, (errors) -> noteAndThrow(errors, first))
			.except(IOException.class, (errors) -> noteAndThrow(errors, second))
			.raiseRest();
	}

	private void noteAndThrow(AnyExceptionGroup errors, @Nullable RuntimeException next) {
		note(errors);
		if (next != null) {
			throw next;
		}
	}

	private void note(AnyExceptionGroup errors) {
		this.handled.add(show(errors));
	}

	private static void rethrow(AnyExceptionGroup errors) {
		throw Sneaky.raise(errors.asThrowable());
	}

	private static void assertSplit(AnyExceptionGroup.Split split, @Nullable String matched, @Nullable String rest) {
		assertThat(show(split.matched())).isEqualTo(matched);
		assertThat(show(split.rest())).isEqualTo(rest);
	}

	private static @Nullable String show(@Nullable Object error) {
		if (error instanceof AnyExceptionGroup group) {
			String kind = (group instanceof ExceptionGroup) ? "E:" : "B:";
			return group.exceptions()
				.stream()
				.map(ExceptionGroupTests::show)
				.collect(Collectors.joining(", ", kind + group.message() + "[", "]"));
		}
		return (error instanceof Throwable other) ? other.getClass().getSimpleName() + " " + other.getMessage() : null;
	}

}
