package dev.asynclab.pitfall;

import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that can be run, as broken code and as fixed code. The broken code is in the
 * class with the same name and {@code Broken} in front, the fixed code in the class with
 * {@code Fixed} in front, both in the same package. The class with this interface
 * prepares what both need, runs them and observes.
 *
 * @param <O> what is observed
 */
public interface Pitfall<O extends Record> {

	/**
	 * Returns what is known of the mistake before it is run.
	 * @return the same facts at each call
	 */
	PitfallFacts facts();

	/**
	 * Makes what is not part of what is shown, and takes longer than a run may. It is
	 * called before each run.
	 * @throws Exception if it can't be made
	 */
	default void prepare() throws Exception {
	}

	/**
	 * Runs the broken code. When this method returns or throws, also after an interrupt
	 * of the calling thread, everything that it started has been told to end.
	 * @param recorder records when things happen, if it takes time to see them
	 * @return what was observed
	 * @throws Exception if nothing could be observed; {@link InterruptedException} if the
	 * caller is interrupted
	 */
	O broken(Recorder recorder) throws Exception;

	/**
	 * Runs the fixed code, under the same conditions.
	 * @param recorder as of {@link #broken}
	 * @return what was observed
	 * @throws Exception as {@link #broken}
	 */
	O fixed(Recorder recorder) throws Exception;

	/**
	 * Returns what shows the mistake at work in a whole service.
	 * @return a path of the API, with its query; null if nothing does
	 */
	default @Nullable String next() {
		return null;
	}

	/**
	 * Returns the name of the rule that finds the mistake in source code.
	 * @return a class of the package {@code dev.asynclab.pitfall.rule}, which is among
	 * the tests; null if no rule finds it
	 */
	default @Nullable String archRuleName() {
		return null;
	}

	/**
	 * Returns the rule that finds the mistake in source code.
	 * @return the file of an ArchUnit rule; null if no rule finds it
	 */
	default @Nullable SourceFile archRule() {
		String name = archRuleName();
		return (name != null) ? SourceFile.of("dev.asynclab.pitfall.rule", name) : null;
	}

	/**
	 * Returns the broken code.
	 * @return the file that it was compiled from
	 */
	default SourceFile brokenSource() {
		return SourceFile.of(getClass().getPackageName(), "Broken" + getClass().getSimpleName());
	}

	/**
	 * Returns the fixed code.
	 * @return the file that it was compiled from
	 */
	default SourceFile fixedSource() {
		return SourceFile.of(getClass().getPackageName(), "Fixed" + getClass().getSimpleName());
	}

}
