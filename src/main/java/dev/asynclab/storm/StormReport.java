package dev.asynclab.storm;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Style;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Arrivals;
import dev.asynclab.load.Machine;
import dev.asynclab.notation.Sentence;
import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.Picture;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment measured.
 *
 * @param on how the service did its calls
 * @param boundSentence what bounded the calls at once, and the queue
 * @param rate how many calls arrived a second
 * @param delayMs how long the dependency took
 * @param serviceMs how long the service worked on a call: the median of the warm-up
 * @param requestMs how long a request was on its way to the service, as measured in the
 * same way
 * @param answerMs how long an answer was on its way to the client, as well
 * @param stopMs how long after its time-out the thread of stopped work was free, as well;
 * null unless the cure stops work
 * @param threads how many calls the service worked on at once
 * @param queue how many calls could wait
 * @param timeoutMs how long a client waited for the answer to an attempt
 * @param retries how often a call was tried again
 * @param trigger how much slower the dependency was during the trigger
 * @param phaseMs how long a phase was to take
 * @param arrivals how the calls arrived
 * @param seed the seed of the arrivals
 * @param cure what was tried; null for nothing
 * @param side where the cure stands; null without one
 * @param limit the most calls, queued and running; null if that was not the cure
 * @param odds with how many seeds the simulation is cured; null without a cure
 * @param stopped whether it was stopped before its end; it then has the phases that had
 * begun
 * @param phases the figures of each phase
 * @param points what happened in each tenth of a second
 * @param lessonSentence what to learn
 * @param advice what would help
 * @param cureSource the code of the cure; null without one
 * @param machine where it was measured
 * @param next the command to try next
 */
record StormReport(Style on, Sentence boundSentence, int rate, long delayMs, double serviceMs, double requestMs,
		double answerMs, @Nullable Double stopMs, int threads, int queue, long timeoutMs, int retries, double trigger,
		long phaseMs, Arrivals arrivals, long seed, @Nullable Cure cure, Cure.@Nullable Side side,
		@Nullable Integer limit, @Nullable Odds odds, boolean stopped, List<PhaseFigures> phases,
		List<StormPoint> points, Sentence lessonSentence, List<Advice> advice, @Nullable SourceFile cureSource,
		Machine machine, String next) implements Picture {

	@JsonProperty
	String bound() {
		return this.boundSentence.text();
	}

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	@Override
	public String toText() {
		return new StormText(this).draw();
	}

	@Override
	public String toSvg() {
		return new StormSvg(this).draw();
	}

}
