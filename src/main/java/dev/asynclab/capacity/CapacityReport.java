package dev.asynclab.capacity;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Machine;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Picture;

/**
 * Which style carries a workload.
 *
 * @param mode whether the styles were measured
 * @param calls how many calls a request makes at once
 * @param delayMs how long a call takes
 * @param jitterMs the most that is added to it
 * @param failRate the probability that a call fails
 * @param rate how many requests arrive a second
 * @param threads how many threads the pool of {@code async-pool} has
 * @param connections how many connections the WebClient has, which {@code webclient} and
 * {@code asyncio} call with
 * @param blockingShare the probability that a call blocks its thread
 * @param arrivals how the requests arrive
 * @param seed the seed of the arrivals and of the calls
 * @param durationMs for how long requests arrive
 * @param sloMs the longest latency that 99% of the requests may have
 * @param stopped whether the experiment was stopped; what was not measured until then is
 * only predicted
 * @param verdictSentence which styles carry the workload, and with which margin
 * @param styles each style, always in the same order
 * @param advice what would help
 * @param lessonSentence what to learn
 * @param machine where it was measured
 * @param next the command to try next
 */
record CapacityReport(Mode mode, int calls, long delayMs, long jitterMs, double failRate, int rate, int threads,
		int connections, double blockingShare, Arrivals arrivals, long seed, long durationMs, double sloMs,
		boolean stopped, Sentence verdictSentence, List<StyleCapacity> styles, List<Advice> advice,
		Sentence lessonSentence, Machine machine, String next) implements Picture {

	@JsonProperty
	String verdict() {
		return this.verdictSentence.text();
	}

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	@Override
	public String toText() {
		return new CapacityText(this).draw();
	}

	@Override
	public String toSvg() {
		return new CapacitySvg(this).draw();
	}

}
