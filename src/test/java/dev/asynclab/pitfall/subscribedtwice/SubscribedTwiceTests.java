package dev.asynclab.pitfall.subscribedtwice;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class SubscribedTwiceTests extends PitfallContract<SubscribedTwice.Observed> {

	SubscribedTwiceTests() {
		super(new SubscribedTwice());
	}

	@Override
	protected void assertBroken(SubscribedTwice.Observed observed) {
		assertThat(observed.charges()).isEqualTo(2);
	}

	@Override
	protected void assertFixed(SubscribedTwice.Observed observed) {
		assertThat(observed.receipt()).isEqualTo("charged");
		assertThat(observed.charges()).isEqualTo(1);
	}

}
