package dev.asynclab.asyncio;

import java.util.function.BooleanSupplier;

/**
 * The threads on which a loop calls blocking functions for {@link Asyncio#toThread}.
 */
public interface Workers {

	/**
	 * Runs the work as soon as there is a thread for it.
	 * @param work what to run; it throws nothing
	 * @return takes the work back, and says whether it had not started and never will
	 */
	BooleanSupplier submit(Runnable work);

	/**
	 * Ends the threads once they have nothing to do.
	 */
	void shutdown();

}
