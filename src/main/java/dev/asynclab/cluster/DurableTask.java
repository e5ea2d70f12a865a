package dev.asynclab.cluster;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * A task that the cluster keeps, as it was at one moment. It outlives the lab that
 * created it, and not the loss of all members, or of more at once than there are copies.
 *
 * @param id its number, unique in the cluster
 * @param job its work
 * @param lab the name of the lab that created it
 * @param createdAt when it was created
 * @param resultId where the cluster keeps its result; null until it is handed over
 * @param attempts where and when it has begun, once for each time
 * @param cancelling how often it was asked to end
 * @param end how it has ended; null if it has not
 */
public record DurableTask(long id, Job job, String lab, Instant createdAt, @Nullable Long resultId,
		List<Attempt> attempts, int cancelling, @Nullable End end) implements Serializable {

	/**
	 * Copies the attempts.
	 */
	public DurableTask {
		attempts = List.copyOf(attempts);
	}

	DurableTask handedOver(long resultId) {
		return new DurableTask(this.id, this.job, this.lab, this.createdAt, resultId, this.attempts, this.cancelling,
				this.end);
	}

	DurableTask begun(Attempt attempt) {
		List<Attempt> attempts = new ArrayList<>(this.attempts);
		attempts.add(attempt);
		return new DurableTask(this.id, this.job, this.lab, this.createdAt, this.resultId, attempts, this.cancelling,
				this.end);
	}

	DurableTask cancelRequested() {
		return new DurableTask(this.id, this.job, this.lab, this.createdAt, this.resultId, this.attempts,
				this.cancelling + 1, this.end);
	}

	DurableTask ended(End end) {
		return new DurableTask(this.id, this.job, this.lab, this.createdAt, this.resultId, this.attempts,
				this.cancelling, end);
	}

	/**
	 * One time that the task began.
	 *
	 * @param place the worker and the number of its place
	 * @param at when, by the worker's clock
	 */
	public record Attempt(String place, Instant at) implements Serializable {
	}

	/**
	 * How the task ended.
	 *
	 * @param at when, by the clock of the lab that noticed
	 * @param value its value; null if it failed
	 * @param error the type of its error; null if it is done
	 * @param message what its error says
	 */
	public record End(Instant at, @Nullable String value, @Nullable String error,
			@Nullable String message) implements Serializable {
	}

}
