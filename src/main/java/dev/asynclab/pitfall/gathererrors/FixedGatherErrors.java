package dev.asynclab.pitfall.gathererrors;

import java.util.List;

import dev.asynclab.asyncio.Task;

import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;

/**
 * Takes errors as results, and looks at each.
 */
class FixedGatherErrors {

	List<String> errors(List<Task<String>> uploads) {
		return gatherReturnExceptions(uploads).stream()
			.filter(RuntimeException.class::isInstance)
			.map(RuntimeException.class::cast)
			.map(RuntimeException::getMessage)
			.toList();
	}

}
