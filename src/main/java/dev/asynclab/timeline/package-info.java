/**
 * The record of a run: its events, a span for each task, the figures that follow from
 * them, and the picture as JSON, as text for a terminal and as SVG.
 */
@NullMarked
package dev.asynclab.timeline;

import org.jspecify.annotations.NullMarked;
