package dev.asynclab.cpubound;

/**
 * When a CPU-bound job ran.
 *
 * @param name the job
 * @param value what it computed, in hexadecimal
 * @param startMs when it began, in milliseconds since all were submitted
 * @param endMs when it ended
 * @param thread the thread that it ran on
 */
record CpuSpan(String name, String value, double startMs, double endMs, String thread) {

}
