package dev.asynclab.cluster;

import java.io.Serial;
import java.util.Map.Entry;

import com.hazelcast.map.EntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A change of a durable task, made where the cluster keeps it. It answers the changed
 * task; null if the task is no longer kept.
 */
abstract class DurableChange implements EntryProcessor<Long, DurableTask, @Nullable DurableTask> {

	@Serial
	private static final long serialVersionUID = 1L;

	@Override
	public final @Nullable DurableTask process(Entry<Long, DurableTask> entry) {
		DurableTask task = entry.getValue();
		if (task == null) {
			return null;
		}
		DurableTask changed = change(task);
		if (!changed.equals(task)) {
			entry.setValue(changed);
		}
		return changed;
	}

	abstract DurableTask change(DurableTask task);

	static final class HandedOver extends DurableChange {

		@Serial
		private static final long serialVersionUID = 1L;

		private final long resultId;

		HandedOver(long resultId) {
			this.resultId = resultId;
		}

		@Override
		DurableTask change(DurableTask task) {
			return task.handedOver(this.resultId);
		}

	}

	static final class Begun extends DurableChange {

		@Serial
		private static final long serialVersionUID = 1L;

		private final DurableTask.Attempt attempt;

		Begun(DurableTask.Attempt attempt) {
			this.attempt = attempt;
		}

		@Override
		DurableTask change(DurableTask task) {
			return task.begun(this.attempt);
		}

	}

	static final class CancelRequested extends DurableChange {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		DurableTask change(DurableTask task) {
			return (task.end() != null) ? task : task.cancelRequested();
		}

	}

	/**
	 * Several labs notice an end. The first counts.
	 */
	static final class Ended extends DurableChange {

		@Serial
		private static final long serialVersionUID = 1L;

		private final DurableTask.End end;

		Ended(DurableTask.End end) {
			this.end = end;
		}

		@Override
		DurableTask change(DurableTask task) {
			return (task.end() != null) ? task : task.ended(this.end);
		}

	}

}
