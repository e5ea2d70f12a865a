package dev.asynclab.pitfall.gathererrors;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.Task;

import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;

/**
 * Waits for all uploads, and asks each task how it ended: with an error of any kind, or
 * cancelled. If the caller is cancelled while it waits, the uploads are cancelled too.
 */
class FixedGatherErrors {

	List<String> errors(List<Task<String>> uploads) {
		gatherReturnExceptions(uploads);
		List<String> errors = new ArrayList<>();
		for (Task<String> upload : uploads) {
			if (upload.cancelled()) {
				errors.add(upload.getName() + " was cancelled");
			}
			else if (upload.exception() != null) {
				errors.add(String.valueOf(upload.exception()));
			}
		}
		return errors;
	}

}
