package dev.asynclab.upstream;

/**
 * The body of an answer: the values that took effect.
 *
 * @param delayMs the delay of the answer in milliseconds, jitter included
 * @param jitterMs the jitter in it, in milliseconds
 * @param failRate the probability of a 500
 * @param status the status of the answer
 * @param seed the seed of the jitter and the failure; the same seed gives the same values
 */
record UpstreamAnswer(double delayMs, double jitterMs, double failRate, int status, long seed) {

}
