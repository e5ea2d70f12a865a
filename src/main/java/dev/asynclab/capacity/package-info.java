/**
 * Shows which style carries a workload: predicted by arithmetic and by a simulated queue,
 * and measured beside it, with the same arrivals in every style.
 */
@NullMarked
package dev.asynclab.capacity;

import org.jspecify.annotations.NullMarked;
