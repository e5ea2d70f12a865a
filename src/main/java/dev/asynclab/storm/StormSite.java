package dev.asynclab.storm;

import java.util.function.Function;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;

/**
 * A style that can be stormed.
 *
 * @param style the style
 * @param bound says for a plan what bounds the calls at once, and the queue
 * @param open opens a workplace for a plan
 */
record StormSite(Style style, Function<StormPlan, Sentence> bound, Function<StormPlan, Workplace> open) {
}
