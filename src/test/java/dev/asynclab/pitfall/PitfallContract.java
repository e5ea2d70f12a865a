package dev.asynclab.pitfall;

import java.util.List;
import java.util.concurrent.Callable;

import dev.asynclab.problem.TooBusyException;
import dev.asynclab.timeline.Recorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds of every pitfall: broken shows the mistake, fixed does not, and what fixed
 * is asserted to do, broken does not do.
 *
 * @param <O> what is observed
 */
@Timeout(60)
public abstract class PitfallContract<O extends Record> {

	private static final int ATTEMPTS = 100;

	private final Pitfall<O> pitfall;

	protected PitfallContract(Pitfall<O> pitfall) {
		this.pitfall = pitfall;
	}

	protected abstract void assertBroken(O observed);

	protected abstract void assertFixed(O observed);

	@Test
	void brokenShowsTheMistake() throws Exception {
		O observed = observe(() -> this.pitfall.broken(new Recorder(System::nanoTime)));
		assertBroken(observed);
		assertFitsATerminal(observed);
		assertThatExceptionOfType(AssertionError.class).as("assertFixed must not hold of what the broken code does")
			.isThrownBy(() -> assertFixed(observed));
	}

	@Test
	void fixedDoesNot() throws Exception {
		O observed = observe(() -> this.pitfall.fixed(new Recorder(System::nanoTime)));
		assertFixed(observed);
		assertThatExceptionOfType(AssertionError.class).as("assertBroken must not hold of what the fixed code does")
			.isThrownBy(() -> assertBroken(observed));
	}

	private void assertFitsATerminal(O observed) {
		PitfallFacts facts = this.pitfall.facts();
		String text = new PitfallReport(facts.id(), facts.title(), facts.springSide(), facts.asyncioSide(),
				facts.severity(), observed, observed, List.of(), List.of(), facts.rule(), facts.sources(),
				facts.inYourService(), this.pitfall.brokenSource(), this.pitfall.fixedSource(), this.pitfall.archRule(),
				null)
			.toText();
		assertThat(text.lines()).allMatch((line) -> line.startsWith("http") || line.length() <= 80);
	}

	@Test
	void bothSourcesAreShown() {
		String name = this.pitfall.getClass().getSimpleName();
		assertThat(this.pitfall.brokenSource().text()).contains("class Broken" + name);
		assertThat(this.pitfall.fixedSource().text()).contains("class Fixed" + name);
	}

	// A pitfall says so when the machine is too busy to show it.
	private O observe(Callable<O> run) throws Exception {
		for (int i = 1; i < ATTEMPTS; i++) {
			try {
				return run.call();
			}
			catch (TooBusyException ex) {
				// Once more.
			}
		}
		return run.call();
	}

}
