package dev.asynclab.load;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;

/**
 * How many calls a second a place can carry, by Little's law: the number of threads
 * divided by the time for which a call holds one. For calls that hold no thread, the
 * limit of calls at once takes the place of the threads.
 *
 * @param perSecond the most calls a second
 * @param becauseSentence the division
 */
public record Capacity(double perSecond, Sentence becauseSentence) {

	/**
	 * Computes what threads carry.
	 * @param threads how many there are
	 * @param delay how long a call holds one
	 * @return their capacity
	 */
	public static Capacity ofThreads(int threads, Duration delay) {
		double seconds = seconds(delay);
		return of(threads, seconds, (threads == 1) ? Sentence.of("capacity.thread", "1 thread / {0} s", seconds)
				: Sentence.of("capacity.threads", "{0} threads / {1} s", threads, seconds));
	}

	/**
	 * Computes what a limit of calls at once allows.
	 * @param calls how many may be under way
	 * @param delay how long each is
	 * @return the capacity
	 */
	public static Capacity ofCalls(int calls, Duration delay) {
		double seconds = seconds(delay);
		return of(calls, seconds, Sentence.of("capacity.calls", "{0} calls at once / {1} s", calls, seconds));
	}

	/**
	 * Says the division in English.
	 * @return the sentence's text
	 */
	@JsonProperty
	public String because() {
		return this.becauseSentence.text();
	}

	private static Capacity of(int count, double seconds, Sentence because) {
		return new Capacity(Math.round(10 * count / seconds) / 10.0, because);
	}

	private static double seconds(Duration delay) {
		return delay.toNanos() / 1e9;
	}

}
