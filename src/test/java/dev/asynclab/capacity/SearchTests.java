package dev.asynclab.capacity;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.capacity.Search.End;
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
		assertThat(search.end()).isEqualTo(End.FOUND);
		assertThat(this.tried).doesNotHaveDuplicates();
	}

	@Test
	void goesFurtherWithEachStep() {
		Search search = search(100, 1.25, 1, 4);
		assertThat(this.tried).containsExactly(100.0, 100 / 1.25, 100 / Math.pow(1.25, 3), 100 / Math.pow(1.25, 3) / 2);
		assertThat(search.end()).isEqualTo(End.OUT_OF_TIME);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.96, 0.99, 1, 1.04 })
	void needsFewTriesWhereThePredictionIsRight(double found) {
		assertThat(search(100, 1.05, 100 * found, Integer.MAX_VALUE).end()).isEqualTo(End.FOUND);
		assertThat(this.tried).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void endsAtTheHighestRate() {
		Search search = search(50, 2, 1001, Integer.MAX_VALUE);
		assertThat(this.tried).containsExactly(50.0, 100.0, 200.0, 400.0, 800.0, 1000.0);
		assertThat(search.tippingPoint()).isNull();
		assertThat(search.held()).isEqualTo(1000);
		assertThat(search.end()).isEqualTo(End.AT_EVERY_RATE);
	}

	@Test
	void endsWhereNoRateHolds() {
		Search search = search(50, 2, 0, Integer.MAX_VALUE);
		assertThat(search.tippingPoint()).isZero();
		assertThat(search.end()).isEqualTo(End.AT_NO_RATE);
		assertThat(this.tried).hasSize(9);
	}

	@Test
	void triesNothingMoreWhenTheTimeIsOver() {
		Search search = search(50, 2, 70, 3);
		assertThat(this.tried).containsExactly(50.0, 100.0, 75.0);
		assertThat(search).isEqualTo(new Search(50.0, 75.0, End.OUT_OF_TIME));
		assertThat(search.tippingPoint()).isEqualTo(50);
	}

	@Test
	void whatWasNotTriedIsNeitherInTimeNorLate() {
		assertThat(search(50, 2, 70, 0)).isEqualTo(new Search(null, null, End.OUT_OF_TIME));
		Search late = search(50, 2, 10, 2);
		assertThat(late).isEqualTo(new Search(null, 25.0, End.OUT_OF_TIME));
		assertThat(late.tippingPoint()).as("not 0: a lower rate may hold").isNull();
		Search upwards = search(50, 2, 700, 2);
		assertThat(upwards).isEqualTo(new Search(100.0, null, End.OUT_OF_TIME));
		assertThat(upwards.tippingPoint()).isEqualTo(100);
	}

	private Search search(double first, double step, double tippingPoint, int tries) {
		this.tried.clear();
		return Search.from(first, 1000, step, (rate) -> {
			if (this.tried.size() == tries) {
				return null;
			}
			this.tried.add(rate);
			return rate <= tippingPoint;
		});
	}

}
