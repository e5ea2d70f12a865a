package dev.asynclab.pitfall;

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

	private final Pitfall<O> pitfall;

	protected PitfallContract(Pitfall<O> pitfall) {
		this.pitfall = pitfall;
	}

	protected abstract void assertBroken(O observed);

	protected abstract void assertFixed(O observed);

	@Test
	void brokenShowsTheMistake() throws Exception {
		O observed = this.pitfall.broken();
		assertBroken(observed);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertFixed(observed));
	}

	@Test
	void fixedDoesNot() throws Exception {
		O observed = this.pitfall.fixed();
		assertFixed(observed);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertBroken(observed));
	}

	@Test
	void bothSourcesAreShown() {
		String name = this.pitfall.getClass().getSimpleName();
		assertThat(this.pitfall.brokenSource().text()).contains("class Broken" + name);
		assertThat(this.pitfall.fixedSource().text()).contains("class Fixed" + name);
	}

}
