package dev.asynclab.scenario.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import dev.asynclab.job.FutureStarter;
import dev.asynclab.job.JobStarters;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.outcome.RunRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Runs scenarios whose tasks are jobs on the workers of a cluster, awaited as in style
 * async-pool. A job is data: so a task can wait, and return or fail. What it does when it
 * is cancelled would be code, which does not travel.
 */
@Component
class WorkerScenarios implements ScenarioRunner {

	private static final String POOL = "style=async-pool";

	private final FutureStarter starter;

	WorkerScenarios(JobStarters starters) {
		this.starter = (FutureStarter) starters.of(Style.HAZELCAST);
	}

	@Override
	public Style style() {
		return Style.HAZELCAST;
	}

	@Override
	public int threads() {
		return this.starter.capacity();
	}

	@Override
	public Optional<UnsupportedPart> unsupported(Scenario scenario, Clock clock) {
		return runner().unsupported(scenario, clock);
	}

	@Override
	public RunRecord run(Scenario scenario, Clock clock) {
		try {
			this.starter.ready().join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof ProblemException problem) ? problem : ex;
		}
		return runner().run(scenario, clock);
	}

	private ScenarioRunner runner() {
		return new RealClockRunner(style(), threads(), WorkerScenarios::unsupported,
				(scenario, log) -> new AsyncPoolScenario<>(scenario, (task) -> new JobWork(task, log, this.starter),
						JobWork::start));
	}

	private static Optional<UnsupportedPart> unsupported(Scenario scenario) {
		List<ScenarioTask> tasks = scenario.tasks();
		return IntStream.range(0, tasks.size())
			.mapToObj((index) -> unsupported("tasks[" + index + "].", tasks.get(index)))
			.filter(Objects::nonNull)
			.findFirst()
			.or(() -> AsyncPoolScenario.unsupported(scenario));
	}

	private static @Nullable UnsupportedPart unsupported(String path, ScenarioTask task) {
		if (task.outcome() == Outcome.CANCEL) {
			return code(path + "outcome");
		}
		if (task.onCancel() != OnCancel.PROPAGATE) {
			return code(path + "onCancel");
		}
		if (!task.cleanup().isZero()) {
			return code(path + "cleanup");
		}
		return task.thread() ? code(path + "thread") : null;
	}

	private static UnsupportedPart code(String path) {
		return new UnsupportedPart(path, Sentence.of("unsupported.code",
				"A worker gets a job as data: how long it waits, and whether it fails. What else a task does is code, which stays here."),
				POOL);
	}

}
