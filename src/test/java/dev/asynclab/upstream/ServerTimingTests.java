package dev.asynclab.upstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerTiming}.
 */
class ServerTimingTests {

	@ParameterizedTest
	@CsvSource({ "0, upstream;dur=0.000", "999, upstream;dur=0.000", "1000, upstream;dur=0.001",
			"500123456, upstream;dur=500.123", "60000045000, upstream;dur=60000.045" })
	void saysMillisecondsWithMicroseconds(long nanos, String header) {
		assertThat(ServerTiming.of(nanos)).isEqualTo(header);
		assertThat(ServerTiming.upstreamNanos(header)).isEqualTo(nanos / 1000 * 1000);
	}

	@Test
	void readsItAmongOtherMetrics() {
		assertThat(ServerTiming.upstreamNanos("cache;desc=\"hit\", upstream;dur=12.5;desc=x, db;dur=3"))
			.isEqualTo(12_500_000);
		assertThat(ServerTiming.upstreamNanos("upstream;dur=7, db;dur=3")).isEqualTo(7_000_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "db;dur=3", "upstream;dur=", "upstream;dur=x", "upstream;dur=-1", "upstream;dur=NaN",
			"upstream;dur=1e300", "upstream;dur=Infinity" })
	void knowsNothingFromAnythingElse(String header) {
		assertThat(ServerTiming.upstreamNanos(header)).isEqualTo(ServerTiming.UNKNOWN);
	}

	@Test
	void knowsNothingWithoutTheHeader() {
		assertThat(ServerTiming.upstreamNanos(null)).isEqualTo(ServerTiming.UNKNOWN);
	}

}
