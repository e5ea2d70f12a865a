package dev.asynclab.admission;

import java.time.Duration;
import java.util.function.Supplier;

import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Limits how many runs and tasks are alive, and counts them for the metrics. A run is
 * admitted whole or not at all: all its places are reserved before its first job starts.
 */
@Component
public class Admission implements MeterBinder {

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
	 * @return the places; close them when the run's last task has ended
	 * @throws TooBusyException if a bound is reached; nothing is reserved then
	 */
	public Permit admit(int tasks, boolean blocking) {
		Sentence noRoom = Sentence.of("busy.room",
				"There is no room for {0} more tasks. At most {1} may be alive at the same time.", tasks,
				this.limits.tasks());
		Permit places = both(this.runs.take(), () -> this.tasks.take(tasks, noRoom));
		return blocking ? both(places, this.blockingRuns::take) : places;
	}

	/**
	 * Reserves the place of one task that belongs to no run.
	 * @return the place; close it when the task has ended
	 * @throws TooBusyException if the limit of live tasks is reached
	 */
	public Permit admitTask() {
		return this.tasks.take();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("asynclab.admitted.runs", this.runs, Gate::taken)
			.description("Runs under way")
			.register(registry);
		Gauge.builder("asynclab.admitted.tasks", this.tasks, Gate::taken)
			.description("Places of tasks that are taken, by runs and by single tasks")
			.register(registry);
	}

	private static Permit both(Permit taken, Supplier<Permit> more) {
		try {
			Permit next = more.get();
			return () -> {
				taken.close();
				next.close();
			};
		}
		catch (TooBusyException ex) {
			taken.close();
			throw ex;
		}
	}

}
