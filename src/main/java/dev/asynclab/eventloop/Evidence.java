package dev.asynclab.eventloop;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The samples of a loop's thread that the watchdog took while it waited for one
 * heartbeat.
 */
final class Evidence {

	private static final int DIFFERENT_FRAMES = 16;

	/** How often each user method was seen, and the first sample of it. */
	private final Map<String, Sighting> sightings = new HashMap<>();

	private int samples;

	private int others;

	private @Nullable Sample last;

	private long lastNanos;

	private String thread = "";

	void add(Sample sample, String thread, long nowNanos) {
		boolean starved = this.last != null && sample.starvedSince(this.last, nowNanos - this.lastNanos);
		StackTraceElement frame = starved ? null : sample.userFrame();
		this.samples++;
		this.last = sample;
		this.lastNanos = nowNanos;
		this.thread = thread;
		if (frame == null) {
			return;
		}
		String method = frame.getClassName() + "." + frame.getMethodName();
		Sighting sighting = this.sightings.get(method);
		if (sighting == null && this.sightings.size() == DIFFERENT_FRAMES) {
			this.others++;
			return;
		}
		this.sightings.put(method, (sighting != null) ? sighting.again() : new Sighting(sample, thread, 1));
	}

	int samples() {
		return this.samples;
	}

	// The method in most samples, and in more than two thirds of those with user code:
	// the last samples may show code that runs when the loop is free again.
	@Nullable Sighting culprit() {
		int seen = this.others + this.sightings.values().stream().mapToInt(Sighting::times).sum();
		return this.sightings.values()
			.stream()
			.filter((each) -> each.times() >= 2 && 2 * each.times() > this.samples && 3 * each.times() > 2 * seen)
			.findFirst()
			.orElse(null);
	}

	@Nullable Sighting last() {
		return (this.last != null) ? new Sighting(this.last, this.thread, 1) : null;
	}

	/**
	 * A method that samples show running.
	 *
	 * @param sample the first sample that shows it
	 * @param thread the name of its thread
	 * @param times how many samples show it
	 */
	record Sighting(Sample sample, String thread, int times) {

		Sighting again() {
			return new Sighting(this.sample, this.thread, this.times + 1);
		}

	}

}
