package dev.asynclab.pitfall.asynctransaction;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncTransactionTests extends PitfallContract<AsyncTransaction.Observed> {

	AsyncTransactionTests() {
		super(new AsyncTransaction());
	}

	@Override
	protected void assertBroken(AsyncTransaction.Observed observed) {
		assertThat(observed.payingOrder2Threw()).contains("card refused");
		assertThat(observed.ordersSaved()).containsExactly(1);
		assertThat(observed.itemsSaved()).containsExactly(1, 2);
	}

	@Override
	protected void assertFixed(AsyncTransaction.Observed observed) {
		assertThat(observed.payingOrder2Threw()).contains("card refused");
		assertThat(observed.ordersSaved()).containsExactly(1);
		assertThat(observed.itemsSaved()).containsExactly(1);
	}

}
