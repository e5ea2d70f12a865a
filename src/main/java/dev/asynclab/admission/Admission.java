package dev.asynclab.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.asynclab.admission.Gate.Place;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;

import org.springframework.stereotype.Component;

/**
 * Limits how many runs and tasks are alive. A run is admitted whole or not at all: all
 * its places are reserved before its first job starts.
 */
@Component
public class Admission {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final Limits limits;

	private final Gate runs;

	private final Gate tasks;

	private final Gate blockingRuns;

	Admission(Limits limits) {
		this.limits = limits;
		this.runs = new Gate(limits.runs(),
				Sentence.of("busy.runs", "{0} runs are under way. No more may run at the same time.", limits.runs()),
				RETRY_AFTER);
		this.tasks = new Gate(limits.tasks(), Sentence.of("busy.tasks",
				"{0} tasks are alive. No more may be alive at the same time.", limits.tasks()), RETRY_AFTER);
		this.blockingRuns = new Gate(limits.blockingRuns(),
				Sentence.of("busy.blocking-runs",
						"The number of runs that block the event loop is {0}. No more may do so at the same time.",
						limits.blockingRuns()),
				RETRY_AFTER);
	}

	/**
	 * Reserves the places of a run.
	 * @param tasks how many tasks it has
	 * @param blocking whether it blocks the event loop that all runs share
	 * @return the places, to be closed when the run's last task has ended
	 * @throws TooBusyException if a bound is reached; nothing is reserved then
	 */
	public Places admit(int tasks, boolean blocking) {
		Places places = new Places();
		places.add(this.runs::take);
		places.add(() -> this.tasks.take(tasks,
				Sentence.of("busy.room",
						"There is no room for {0} more tasks. At most {1} may be alive at the same time.", tasks,
						this.limits.tasks())));
		if (blocking) {
			places.add(this.blockingRuns::take);
		}
		return places;
	}

	/**
	 * Reserves the place of one task that belongs to no run.
	 * @return the place, to be closed when the task has ended
	 * @throws TooBusyException if the limit of live tasks is reached
	 */
	public Places admitTask() {
		Places place = new Places();
		place.add(this.tasks::take);
		return place;
	}

	int runsTaken() {
		return this.runs.taken();
	}

	int tasksTaken() {
		return this.tasks.taken();
	}

	/**
	 * The places of one run.
	 */
	public static final class Places implements AutoCloseable {

		private final List<Place> taken = new ArrayList<>();

		private Places() {
		}

		private void add(Supplier<Place> place) {
			try {
				this.taken.add(place.get());
			}
			catch (TooBusyException ex) {
				close();
				throw ex;
			}
		}

		/**
		 * Gives the places back. The second call does nothing.
		 */
		@Override
		public void close() {
			this.taken.forEach(Place::close);
		}

	}

}
