package dev.asynclab.semantics.probe;

/**
 * A fact about asyncio that people rely on, with the probe that finds out whether it
 * holds elsewhere.
 */
interface Fact {

	Statement statement();

	/**
	 * The ways to write it.
	 * @return the idiom and the lesson of each style
	 */
	Forms forms();

	/**
	 * Finds out whether the fact holds for one of them.
	 * @param probe what to work with
	 * @param form the way to write it
	 * @return what happened
	 * @throws java.util.concurrent.TimeoutException if nothing happened for 20 s
	 * @throws InterruptedException if interrupted
	 * @throws Exception if the form can't be started
	 */
	Observation observe(Probe probe, Form form) throws Exception;

}
