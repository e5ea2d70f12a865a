package dev.asynclab.pitfall;

import dev.asynclab.source.SourceFile;

/**
 * A mistake that can be run, as it is made and as it is mended. The code that makes it is
 * in the class that has the same name with {@code Broken} in front, the mended code in
 * the one with {@code Fixed}, both in the same package; this class sets the stage for
 * either and observes.
 *
 * @param <O> what is observed
 */
public interface Pitfall<O extends Record> {

	/**
	 * What is known of it.
	 * @return the same at each call
	 */
	PitfallFacts facts();

	/**
	 * Runs the broken code. What it starts has been told to end when this returns, also
	 * when it throws or the calling thread is interrupted.
	 * @return what was observed
	 * @throws Exception if nothing could be observed; {@link InterruptedException} if the
	 * caller is interrupted
	 */
	O broken() throws Exception;

	/**
	 * Runs the fixed code, under the same conditions.
	 * @return what was observed
	 * @throws Exception as {@link #broken()}
	 */
	O fixed() throws Exception;

	/**
	 * The broken code.
	 * @return the file it was compiled from
	 */
	default SourceFile brokenSource() {
		return SourceFile.of(getClass().getPackageName(), "Broken" + getClass().getSimpleName());
	}

	/**
	 * The fixed code.
	 * @return the file it was compiled from
	 */
	default SourceFile fixedSource() {
		return SourceFile.of(getClass().getPackageName(), "Fixed" + getClass().getSimpleName());
	}

}
