package dev.asynclab.upstream;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.asynclab.upstream.Parameters.Kind;

import org.springframework.boot.convert.DurationStyle;

/**
 * The behaviour that a request asks for.
 *
 * @param delay how long to wait before the answer
 * @param jitter the most that is added to the delay, in steps of 1 µs
 * @param failRate the probability of a 500, from 0 to 1
 * @param status the status of an answer that does not fail
 * @param hang whether to never answer
 * @param seed the seed of the jitter and the failure
 */
record Wish(Duration delay, Duration jitter, double failRate, int status, boolean hang, long seed) {

	private static final Set<String> PARAMETERS = Set.of("jitter", "failRate", "status", "hang", "seed");

	private static final Kind<Double> PROBABILITY = new Kind<>("a number from 0 to 1",
			(text) -> new BigDecimal(text).doubleValue(), (rate) -> rate >= 0 && rate <= 1);

	private static final Kind<Integer> STATUS = new Kind<>("a status from 200 to 599", Integer::valueOf,
			(status) -> status >= 200 && status <= 599);

	private static final Kind<String> TRUE_OR_FALSE = new Kind<>("true or false", (text) -> text,
			Set.of("true", "false")::contains);

	private static final Kind<Long> INTEGER = new Kind<>("an integer of 64 bits", Long::valueOf, (_) -> true);

	static Wish toDelay(String duration, Map<String, List<String>> query, Duration maxDelay) {
		Parameters parameters = Parameters.of(query, PARAMETERS);
		Duration delay = durationUpTo(maxDelay).parse("duration", duration);
		Duration jitter = parameters.read("jitter", Duration.ZERO, durationUpTo(maxDelay.minus(delay)));
		return new Wish(delay, jitter, parameters.read("failRate", 0.0, PROBABILITY),
				parameters.read("status", 200, STATUS), parameters.read("hang", "false", TRUE_OR_FALSE).equals("true"),
				parameters.read("seed", anySeed(), INTEGER));
	}

	static Wish forStatus(String code, Map<String, List<String>> query) {
		Parameters.of(query, Set.of());
		int status = STATUS.parse("code", code);
		return new Wish(Duration.ZERO, Duration.ZERO, 0, status, false, anySeed());
	}

	UpstreamAnswer answer() {
		SplittableRandom random = new SplittableRandom(this.seed);
		Duration added = Duration.of(random.nextLong(TimeUnit.NANOSECONDS.toMicros(this.jitter.toNanos()) + 1),
				ChronoUnit.MICROS);
		boolean fails = random.nextDouble() < this.failRate;
		return new UpstreamAnswer(millis(this.delay.plus(added)), millis(added), this.failRate,
				fails ? 500 : this.status, this.seed);
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / 1e6;
	}

	// Small enough for a JSON parser that reads numbers as doubles.
	private static long anySeed() {
		return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
	}

	private static Kind<Duration> durationUpTo(Duration max) {
		String allowed = "a duration with its unit, such as 500ms, 2s or PT2S, from 0ms to %dms"
			.formatted(max.toMillis());
		return new Kind<>(allowed, Wish::duration,
				(duration) -> !duration.isNegative() && duration.compareTo(max) <= 0);
	}

	// A number alone is refused: it is seconds for httpbin, milliseconds for Spring.
	private static Duration duration(String text) {
		if (text.chars().allMatch(Character::isDigit)) {
			throw new IllegalArgumentException("No unit");
		}
		return DurationStyle.detectAndParse(text);
	}

}
