package dev.asynclab.collapse;

import java.util.Collection;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A place whose threads the calls of an experiment share.
 *
 * @param calls carries out the calls; where an experiment has a pool of its own, those
 * outside of an experiment
 * @param ownPool opens a pool for an experiment, with a number of threads; null if the
 * place has a number of its own
 * @param loop the place's event loop; null if it has none
 * @param usual what an experiment does unless it is told otherwise
 * @param lesson what an experiment teaches here
 */
record ExperimentSite(CallSite calls, @Nullable IntFunction<Opened> ownPool, @Nullable SharedLoop loop, Usual usual,
		Sentence lesson) {

	Place place() {
		return this.calls.place();
	}

	Opened open(int threads) {
		return (this.ownPool != null) ? this.ownPool.apply(threads) : new Opened(this.calls, () -> {
		});
	}

	/**
	 * What carries out the calls of one experiment.
	 *
	 * @param calls carries them out
	 * @param closing closes what the experiment has of its own, when its calls have been
	 * cancelled
	 */
	record Opened(CallSite calls, Runnable closing) implements AutoCloseable {

		@Override
		public void close() {
			this.closing.run();
		}

	}

	/**
	 * The event loop that all calls share.
	 *
	 * @param longestLag computes for how long a heartbeat waited for it between two
	 * times, all in nanoseconds
	 * @param threads returns the names of its threads
	 */
	record SharedLoop(LongBinaryOperator longestLag, Supplier<Collection<String>> threads) {

	}

	/**
	 * What an experiment does unless it is told otherwise.
	 *
	 * @param rate how many calls arrive a second
	 * @param blockingShare the part of the calls that blocks
	 * @param threads how many threads the pool of the experiment has; null if it has none
	 */
	record Usual(int rate, double blockingShare, @Nullable Integer threads) {

	}

}
