package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code TaskGroup}: leaves when its body and all children have ended.
 * <p>
 * The first child that fails, or the body, cancels the others and the body's await; their
 * cleanups are awaited, and an {@link ExceptionGroup} has the errors in the order in
 * which they happened, the body's last. A child that is cancelled is no failure. When the
 * task around it is cancelled, so are the children, and a bare {@link CancelledError}
 * leaves, unless one of them fails.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.TaskGroup">asyncio.TaskGroup</a>
 */
public final class TaskGroup {

	private final Set<Task<?>> children = new LinkedHashSet<>();

	private final List<Throwable> errors = new ArrayList<>();

	private @Nullable Task<?> parent;

	/** The parent is always behind it, and needs the children once its body has ended. */
	private @Nullable Waiting waiting;

	private boolean exiting;

	private boolean aborting;

	/** This group cancelled its parent, and must take that back. */
	private boolean parentCancelRequested;

	private @Nullable Throwable fatal;

	private @Nullable Future<@Nullable Void> completed;

	/**
	 * Runs the body in the caller's task and waits for the children.
	 * @param <T> what the body returns
	 * @param body creates children with {@link #createTask}
	 * @return what the body returns
	 * @throws ExceptionGroup if a child or the body failed
	 * @throws BaseExceptionGroup if one of them with an {@link Error}
	 * @throws CancelledError if the caller's task was cancelled
	 * @throws IllegalStateException if a body was run before, or outside a task
	 */
	public <T extends @Nullable Object> T run(Body<? extends T> body) {
		Task<?> parent = enter();
		T value;
		try {
			value = body.run(this);
		}
		catch (Throwable error) {
			exit(parent, error);
			throw Sneaky.raise(error);
		}
		exit(parent, null);
		return value;
	}

	/**
	 * Creates a child, also from inside a child.
	 * @param <T> what it returns
	 * @param body what it runs
	 * @return the child
	 * @throws IllegalStateException if the group has not been entered, is shutting down,
	 * or is finished
	 */
	public <T extends @Nullable Object> Task<T> createTask(Coroutine<? extends T> body) {
		return createTask(null, body, null);
	}

	/**
	 * Creates a child with a name.
	 * @param <T> what it returns
	 * @param name its name
	 * @param body what it runs
	 * @return the child
	 * @throws IllegalStateException if the group has not been entered, is shutting down,
	 * or is finished
	 */
	public <T extends @Nullable Object> Task<T> createTask(String name, Coroutine<? extends T> body) {
		return createTask(name, body, null);
	}

	/**
	 * Creates a child that returns nothing.
	 * @param body what it runs
	 * @return the child
	 * @throws IllegalStateException if the group has not been entered, is shutting down,
	 * or is finished
	 */
	public Task<@Nullable Void> createTask(VoidCoroutine body) {
		return createTask(null, body.returningNull(), null);
	}

	/**
	 * Creates a child that returns nothing, with a name.
	 * @param name its name
	 * @param body what it runs
	 * @return the child
	 * @throws IllegalStateException if the group has not been entered, is shutting down,
	 * or is finished
	 */
	public Task<@Nullable Void> createTask(String name, VoidCoroutine body) {
		return createTask(name, body.returningNull(), null);
	}

	/**
	 * Creates a child with a given context.
	 * @param <T> what it returns
	 * @param name its name, or null for {@code Task-N}
	 * @param body what it runs
	 * @param context where its context variables are, or null for a copy of the caller's
	 * @return the child
	 * @throws IllegalStateException if the group has not been entered, is shutting down,
	 * or is finished
	 */
	public <T extends @Nullable Object> Task<T> createTask(@Nullable String name, Coroutine<? extends T> body,
			@Nullable Context context) {
		Task<?> parent = this.parent;
		if (parent == null || this.aborting || (this.exiting && this.children.isEmpty())) {
			CoroutineObject.close(body);
			throw new IllegalStateException("TaskGroup " + this + refusal(parent));
		}
		Task<T> child = parent.loop().createTask(name, body, context);
		if (child.done()) {
			childDone(parent, child);
			return child;
		}
		this.children.add(child);
		child.whenDone(new Relay<Future<T>>((done) -> childDone(parent, child), this.waiting));
		return child;
	}

	private String refusal(@Nullable Task<?> parent) {
		if (parent == null) {
			return " has not been entered";
		}
		return (this.exiting && this.children.isEmpty()) ? " is finished" : " is shutting down";
	}

	private Task<?> enter() {
		if (this.parent != null) {
			throw new IllegalStateException("TaskGroup " + this + " has already been entered");
		}
		Task<?> task = EventLoop.running().currentTask();
		if (task == null) {
			throw new IllegalStateException("TaskGroup " + this + " cannot determine the parent task");
		}
		this.parent = task;
		this.waiting = new Waiting(task.loop(),
				() -> (this.completed != null) ? Waiting.each(this.children) : Set.of());
		this.waiting.add(task);
		return task;
	}

	private void exit(Task<?> parent, @Nullable Throwable error) {
		this.exiting = true;
		if (error != null) {
			if (Turns.isFatal(error) && this.fatal == null) {
				this.fatal = error;
			}
			if (!this.aborting) {
				abort();
			}
		}
		CancelledError cancellation = awaitChildren(parent, error);
		if (this.fatal != null) {
			throw Sneaky.raise(this.fatal);
		}
		if (this.parentCancelRequested && parent.uncancel() == 0) {
			cancellation = null;
		}
		if (cancellation != null && this.errors.isEmpty()) {
			throw cancellation;
		}
		if (error != null && !(error instanceof CancelledError)) {
			this.errors.add(error);
		}
		if (!this.errors.isEmpty()) {
			if (parent.cancelling() > 0) {
				// Arms the cancellation once more: the next await throws it.
				parent.uncancel();
				parent.cancel();
			}
			throw Sneaky.raise(AnyExceptionGroup.of("unhandled errors in a TaskGroup", this.errors).asThrowable());
		}
	}

	// Waits for the children, also if the parent is cancelled meanwhile. Returns the
	// cancellation to be thrown when they have ended
	private @Nullable CancelledError awaitChildren(Task<?> parent, @Nullable Throwable error) {
		CancelledError cancellation = (error instanceof CancelledError cancelled) ? cancelled : null;
		while (!this.children.isEmpty()) {
			Future<@Nullable Void> completed = parent.loop().createFuture();
			this.completed = completed;
			try {
				completed.await();
			}
			catch (CancelledError cancelled) {
				if (!this.aborting) {
					cancellation = cancelled;
					abort();
				}
			}
			this.completed = null;
		}
		return cancellation;
	}

	private void childDone(Task<?> parent, Task<?> child) {
		this.children.remove(child);
		if (this.children.isEmpty() && this.completed != null && !this.completed.done()) {
			this.completed.setResult(null);
		}
		Throwable error = child.cancelled() ? null : child.exception();
		if (error == null) {
			return;
		}
		this.errors.add(error);
		if (Turns.isFatal(error) && this.fatal == null) {
			this.fatal = error;
		}
		if (parent.done()) {
			parent.loop()
				.callExceptionHandler(new ExceptionContext(
						"Task " + child + " has errored out but its parent task " + parent + " is already completed",
						error, child));
		}
		else if (!this.aborting && !this.parentCancelRequested) {
			abort();
			this.parentCancelRequested = true;
			parent.cancel();
		}
	}

	private void abort() {
		this.aborting = true;
		this.children.forEach(Task::cancel);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("<TaskGroup");
		if (!this.children.isEmpty()) {
			text.append(" tasks=").append(this.children.size());
		}
		if (!this.errors.isEmpty()) {
			text.append(" errors=").append(this.errors.size());
		}
		if (this.aborting) {
			text.append(" cancelling");
		}
		else if (this.parent != null) {
			text.append(" entered");
		}
		return text.append('>').toString();
	}

	/**
	 * The body of a group.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	public interface Body<T extends @Nullable Object> {

		/**
		 * Runs in the task that opened the group.
		 * @param group the group, to create children with
		 * @return what the group returns
		 * @throws Exception what the group then throws, wrapped
		 */
		T run(TaskGroup group) throws Exception;

	}

	/**
	 * The body of a group that returns nothing.
	 */
	@FunctionalInterface
	public interface VoidBody {

		/**
		 * Runs in the task that opened the group.
		 * @param group the group, to create children with
		 * @throws Exception what the group then throws, wrapped
		 */
		void run(TaskGroup group) throws Exception;

	}

}
