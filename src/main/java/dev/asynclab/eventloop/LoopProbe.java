package dev.asynclab.eventloop;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import dev.asynclab.eventloop.Evidence.Sighting;
import dev.asynclab.eventloop.LoopStall.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Watches one loop. One heartbeat is under way at a time. Until the loop answers it, the
 * probe takes samples of the loop's thread. A stall has a culprit only if it was long
 * enough without the time for which the watchdog itself was late, and if the samples
 * agree.
 */
final class LoopProbe {

	private static final double MILLIS = 1e6;

	/** How many answers are kept: those of about 90 s. */
	private static final int ANSWERS = 4096;

	private final WatchedLoop loop;

	private final LongSupplier nanoClock;

	private final Sampler sampler;

	private final WatchdogProperties properties;

	private final Listener listener;

	private @Nullable Heartbeat heartbeat;

	private long lastLagNanos;

	private long longestLagNanos;

	private final Deque<Answer> answers = new ArrayDeque<>();

	LoopProbe(WatchedLoop loop, LongSupplier nanoClock, Sampler sampler, WatchdogProperties properties,
			Listener listener) {
		this.loop = loop;
		this.nanoClock = nanoClock;
		this.sampler = sampler;
		this.properties = properties;
		this.listener = listener;
	}

	WatchedLoop loop() {
		return this.loop;
	}

	// Returns false if the loop has ended.
	synchronized boolean tick(long lateNanos) {
		if (this.heartbeat != null) {
			this.heartbeat.lateNanos += lateNanos;
		}
		collect();
		Heartbeat heartbeat = this.heartbeat;
		if (heartbeat != null) {
			look(heartbeat);
			return true;
		}
		if (this.loop.isIdle()) {
			return true;
		}
		Heartbeat next = new Heartbeat(this.nanoClock.getAsLong());
		this.heartbeat = next;
		if (this.loop.post(() -> next.answer(this.nanoClock.getAsLong()))) {
			return true;
		}
		this.heartbeat = null;
		return false;
	}

	private void look(Heartbeat heartbeat) {
		Thread thread = this.loop.thread();
		if (thread != null) {
			Sample sample = this.sampler.sample(thread);
			heartbeat.evidence.add(sample, thread.getName(), this.nanoClock.getAsLong());
		}
	}

	private void collect() {
		Heartbeat heartbeat = this.heartbeat;
		if (heartbeat == null || !heartbeat.answered) {
			return;
		}
		this.heartbeat = null;
		long lagNanos = heartbeat.answeredNanos - heartbeat.sentNanos;
		this.lastLagNanos = lagNanos;
		this.longestLagNanos = Math.max(this.longestLagNanos, lagNanos);
		if (this.answers.size() == ANSWERS) {
			this.answers.removeFirst();
		}
		this.answers.addLast(new Answer(heartbeat.sentNanos, heartbeat.answeredNanos));
		this.listener.lag(this.loop, lagNanos);
		if (isStall(lagNanos)) {
			this.listener.stall(stall(heartbeat, heartbeat.answeredNanos, false), this.loop);
		}
	}

	synchronized @Nullable LoopStall ongoing() {
		collect();
		Heartbeat heartbeat = this.heartbeat;
		long now = this.nanoClock.getAsLong();
		return (heartbeat != null && isStall(now - heartbeat.sentNanos)) ? stall(heartbeat, now, true) : null;
	}

	// A stall that still lasts ends here.
	synchronized void close() {
		LoopStall ongoing = ongoing();
		Heartbeat heartbeat = this.heartbeat;
		if (ongoing != null && heartbeat != null) {
			this.listener.stall(stall(heartbeat, this.nanoClock.getAsLong(), false), this.loop);
		}
		this.heartbeat = null;
	}

	// Only the part of each wait between the two moments counts.
	synchronized long longestLagNanos(long fromNanos, long toNanos) {
		collect();
		long longest = (this.heartbeat != null) ? waited(this.heartbeat.sentNanos, toNanos, fromNanos, toNanos) : 0;
		for (Answer answer : this.answers) {
			longest = Math.max(longest, waited(answer.sentNanos(), answer.answeredNanos(), fromNanos, toNanos));
		}
		return longest;
	}

	private static long waited(long sentNanos, long answeredNanos, long fromNanos, long toNanos) {
		long from = Math.max(sentNanos - fromNanos, 0);
		long to = Math.min(answeredNanos - fromNanos, toNanos - fromNanos);
		return Math.max(0, to - from);
	}

	synchronized Lag lag() {
		LoopStall ongoing = ongoing();
		return new Lag(this.loop.name(), this.loop.kind(), rounded(this.lastLagNanos), rounded(this.longestLagNanos),
				(ongoing != null) ? ongoing.durationMs() : 0);
	}

	private boolean isStall(long nanos) {
		return nanos >= this.properties.slowCallbackDuration().toNanos();
	}

	private LoopStall stall(Heartbeat heartbeat, long toNanos, boolean ongoing) {
		long nanos = toNanos - heartbeat.sentNanos;
		Evidence evidence = heartbeat.evidence;
		Sighting culprit = isStall(nanos - heartbeat.lateNanos) ? evidence.culprit() : null;
		Sighting seen = (culprit != null) ? culprit : evidence.last();
		StackTraceElement frame = (culprit != null) ? culprit.sample().userFrame() : null;
		List<StackTraceElement> stack = List.of();
		if (seen != null) {
			stack = (frame != null) ? seen.sample().userStack() : seen.sample().stack();
		}
		return new LoopStall(this.loop.name(), (frame != null) ? Cause.CULPRIT : Cause.STARVED,
				Instant.now().minusNanos(this.nanoClock.getAsLong() - heartbeat.sentNanos), rounded(nanos), ongoing,
				rounded(heartbeat.lateNanos), (frame != null) ? Frame.of(frame) : null,
				(seen != null) ? seen.thread() : "", evidence.samples(),
				stack.stream().map(StackTraceElement::toString).toList(), heartbeat.sentNanos, toNanos);
	}

	private static double rounded(long nanos) {
		return Math.round(10 * nanos / MILLIS) / 10.0;
	}

	/**
	 * Receives what the probe finds, on any thread.
	 */
	interface Listener {

		void lag(WatchedLoop loop, long lagNanos);

		void stall(LoopStall stall, WatchedLoop loop);

	}

	private record Answer(long sentNanos, long answeredNanos) {

	}

	private static final class Heartbeat {

		private final long sentNanos;

		private final Evidence evidence = new Evidence();

		private long lateNanos;

		private long answeredNanos;

		private volatile boolean answered;

		private Heartbeat(long sentNanos) {
			this.sentNanos = sentNanos;
		}

		private void answer(long nowNanos) {
			this.answeredNanos = nowNanos;
			this.answered = true;
		}

	}

}
