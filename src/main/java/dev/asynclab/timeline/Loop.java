package dev.asynclab.timeline;

/**
 * An event loop that a run needs.
 *
 * @param name the loop's name, as in a stall and in {@code /api/event-loop}
 * @param thread how the segments of tasks name it: the name of its thread, or again its
 * own if its tasks have threads of their own
 */
public record Loop(String name, String thread) {

}
