package dev.asynclab.capacity;

import java.util.function.Function;

import dev.asynclab.job.Style;
import dev.asynclab.load.simulation.Limit;

/**
 * A style that can be measured.
 *
 * @param style the style
 * @param limit returns what limits the style's calls, for a workload
 * @param open opens a place for the calls of a workload
 */
record CapacitySite(Style style, Function<CapacityPlan, Limit> limit, Function<CapacityPlan, Workplace> open) {
}
