package dev.asynclab.scenario;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.asynclab.admission.Admission;
import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.job.InterruptibleWork;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.scenario.grammar.Scenario;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets scenarios run as far as there is room for their tasks.
 */
@Component
class ScenarioAdmission {

	private final Admission admission;

	private final RunningWork runningWork;

	ScenarioAdmission(Admission admission, RunningWork runningWork) {
		this.admission = admission;
		this.runningWork = runningWork;
	}

	// A Callable, since Spring interrupts it when the client is seen to have hung up; a
	// shutdown does the same.
	<T> Callable<T> admit(Scenario scenario, Style style, Supplier<T> run) {
		return () -> {
			InterruptibleWork work = new InterruptibleWork();
			work.begin();
			try (Permit _ = this.admission.admit(scenario.tasks().size(), false);
					Permit _ = this.runningWork.track("scenario in style " + style.id(), work::cancel)) {
				return run.get();
			}
			catch (CancelledError ex) {
				throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
						Sentence.of("unavailable.scenario", "The scenario was cancelled before it had an outcome."));
			}
			finally {
				work.end();
			}
		};
	}

}
