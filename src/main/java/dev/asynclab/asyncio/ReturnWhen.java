package dev.asynclab.asyncio;

/**
 * What {@link Asyncio#wait} waits for.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.wait">asyncio.wait</a>
 */
public enum ReturnWhen {

	/**
	 * All are done.
	 */
	ALL_COMPLETED,

	/**
	 * One is done, in any way.
	 */
	FIRST_COMPLETED,

	/**
	 * One has failed, which a cancelled one has not; or all are done.
	 */
	FIRST_EXCEPTION

}
