package dev.asynclab.pitfall.gathererrors;

import java.util.List;

import dev.asynclab.asyncio.Task;

import static dev.asynclab.asyncio.Asyncio.gather;

/**
 * Raises the first error. gather marks the later errors as retrieved, so not even the
 * event loop reports them.
 */
class BrokenGatherErrors {

	List<String> errors(List<Task<String>> uploads) {
		try {
			gather(uploads);
			return List.of();
		}
		catch (Exception ex) {
			return List.of(ex.toString());
		}
	}

}
