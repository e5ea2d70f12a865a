package dev.asynclab.pitfall.queuejoin;

import dev.asynclab.pitfall.PitfallContract;

import static org.assertj.core.api.Assertions.assertThat;

class QueueJoinTests extends PitfallContract<QueueJoin.Observed> {

	QueueJoinTests() {
		super(new QueueJoin());
	}

	@Override
	protected void assertBroken(QueueJoin.Observed observed) {
		assertThat(observed.stillWaiting()).isTrue();
		assertThat(observed.processed()).isEqualTo(1);
		assertThat(observed.errorsSeen()).isEmpty();
	}

	@Override
	protected void assertFixed(QueueJoin.Observed observed) {
		assertThat(observed.stillWaiting()).isFalse();
		assertThat(observed.processed()).isEqualTo(2);
		assertThat(observed.errorsSeen()).containsExactly("order 2: out of stock");
	}

}
