package dev.asynclab.upstream;

/**
 * What is answered, echoed as JSON: the values that took effect.
 *
 * @param delayMs how long the answer was held back, jitter included
 * @param jitterMs the jitter in it
 * @param failRate the probability of a 500
 * @param status the status of the answer
 * @param seed what the jitter and the failure were drawn from; the same seed draws them
 * again
 */
record UpstreamAnswer(double delayMs, double jitterMs, double failRate, int status, long seed) {

}
