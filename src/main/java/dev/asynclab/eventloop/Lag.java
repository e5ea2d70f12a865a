package dev.asynclab.eventloop;

/**
 * How fast a loop answers heartbeats.
 *
 * @param name the loop
 * @param kind {@code webclient} or {@code asyncio}
 * @param lagMs how long the last heartbeat waited, in milliseconds
 * @param longestLagMs the longest time that one waited, in milliseconds
 * @param stalledMs how long the current stall has lasted, in milliseconds; 0 if there is
 * none
 */
record Lag(String name, String kind, double lagMs, double longestLagMs, double stalledMs) {

}
