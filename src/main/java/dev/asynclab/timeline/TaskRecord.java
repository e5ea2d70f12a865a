package dev.asynclab.timeline;

import dev.asynclab.timeline.TaskSpan.State;
import org.jspecify.annotations.Nullable;

/**
 * What the recorder knows about one task. The recorder's lock guards it.
 */
final class TaskRecord {

	private final String name;

	private State state = State.NOT_STARTED;

	private @Nullable Object value;

	private @Nullable ErrorSummary error;

	private @Nullable Long createdNanos;

	private @Nullable Long startNanos;

	private @Nullable Long endNanos;

	private @Nullable String thread;

	TaskRecord(String name) {
		this.name = name;
	}

	// Returns false for an event that can't happen any more, which is ignored.
	boolean accept(LogEntry entry, @Nullable Object value, @Nullable ErrorSummary error) {
		if (this.endNanos != null) {
			return false;
		}
		return switch (entry.event()) {
			case CREATED -> create(entry);
			case STARTED -> start(entry);
			case CANCEL_REQUESTED -> true;
			case FINISHED -> settle(State.DONE, entry, value, error);
			case FAILED -> settle(State.FAILED, entry, value, error);
			case CANCELLED -> settle(State.CANCELLED, entry, value, error);
		};
	}

	private boolean create(LogEntry entry) {
		if (this.state != State.NOT_STARTED) {
			return false;
		}
		this.state = State.PENDING;
		this.createdNanos = entry.atNanos();
		return true;
	}

	private boolean start(LogEntry entry) {
		if (this.startNanos != null) {
			return false;
		}
		this.state = State.PENDING;
		this.startNanos = entry.atNanos();
		this.thread = entry.thread();
		return true;
	}

	private boolean settle(State state, LogEntry entry, @Nullable Object value, @Nullable ErrorSummary error) {
		this.state = state;
		this.endNanos = entry.atNanos();
		this.value = value;
		this.error = error;
		return true;
	}

	TaskSpan span() {
		return new TaskSpan(this.name, this.state, this.value, this.error, this.createdNanos, this.startNanos,
				this.endNanos, this.thread);
	}

}
