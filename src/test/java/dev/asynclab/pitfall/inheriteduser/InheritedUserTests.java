package dev.asynclab.pitfall.inheriteduser;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class InheritedUserTests extends PitfallContract<InheritedUser.Observed> {

	InheritedUserTests() {
		super(new InheritedUser());
	}

	@Override
	protected void assertBroken(InheritedUser.Observed observed) {
		assertThat(observed.bobGot()).isEqualTo("account of Alice");
	}

	@Override
	protected void assertFixed(InheritedUser.Observed observed) {
		assertThat(observed.aliceGot()).isEqualTo("account of Alice");
		assertThat(observed.bobGot()).isEqualTo("account of Bob");
	}

}
