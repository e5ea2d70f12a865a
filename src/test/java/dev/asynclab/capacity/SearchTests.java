package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Search}.
 */
class SearchTests {

	private final List<Double> tried = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 7, 49.9, 50, 51, 333, 999 })
	void comesCloseToTheTippingPoint(double tippingPoint) {
		Search search = search(50, 1.25, tippingPoint, Integer.MAX_VALUE);
		assertThat(search.tippingPoint()).isBetween(tippingPoint / (1 + Search.PRECISION), tippingPoint);
		assertThat(search.failed()).isGreaterThan(tippingPoint);
		assertThat(this.tried).doesNotHaveDuplicates();
	}

	@Test
	void endsAtTheHighestRate() {
		Search search = search(50, 2, 1001, Integer.MAX_VALUE);
		assertThat(this.tried).containsExactly(50.0, 100.0, 200.0, 400.0, 800.0, 1000.0);
		assertThat(search.tippingPoint()).isNull();
		assertThat(search.held()).isEqualTo(1000);
	}

	@Test
	void endsWhereNoRateHolds() {
		Search search = search(50, 2, 0, Integer.MAX_VALUE);
		assertThat(search.tippingPoint()).isZero();
		assertThat(this.tried).hasSize(9);
	}

	@Test
	void triesNothingMoreWhenTheTimeIsOver() {
		assertThat(search(50, 2, 70, 3).held()).isEqualTo(50);
		assertThat(this.tried).containsExactly(50.0, 100.0, 75.0);
		assertThat(search(50, 2, 70, 0)).isEqualTo(new Search(null, null));
	}

	private Search search(double first, double step, double tippingPoint, int tries) {
		this.tried.clear();
		return Search.from(first, 1000, step, (rate) -> {
			this.tried.add(rate);
			return rate <= tippingPoint;
		}, () -> this.tried.size() < tries);
	}

}
