package dev.asynclab.asyncio;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop in order of creation, linked through the tasks
 * themselves: a million tasks need no million entries.
 */
final class TaskList {

	private @Nullable Task<?> first;

	private @Nullable Task<?> last;

	void add(Task<?> task) {
		task.previous = this.last;
		if (this.last != null) {
			this.last.next = task;
		}
		else {
			this.first = task;
		}
		this.last = task;
	}

	void remove(Task<?> task) {
		if (task.previous != null) {
			task.previous.next = task.next;
		}
		else {
			this.first = task.next;
		}
		if (task.next != null) {
			task.next.previous = task.previous;
		}
		else {
			this.last = task.previous;
		}
		task.previous = null;
		task.next = null;
	}

	Set<Task<?>> toSet() {
		Set<Task<?>> tasks = new LinkedHashSet<>();
		for (Task<?> task = this.first; task != null; task = task.next) {
			tasks.add(task);
		}
		return tasks;
	}

}
