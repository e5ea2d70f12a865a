package dev.asynclab.eventloop;

/**
 * How promptly a loop answers.
 *
 * @param name the loop
 * @param kind {@code webclient} or {@code asyncio}
 * @param lagMs how long the last heartbeat waited, in milliseconds
 * @param longestLagMs the longest that one has waited
 * @param stalledMs for how long the loop has not answered now; 0 if it is well
 */
record Lag(String name, String kind, double lagMs, double longestLagMs, double stalledMs) {

}
