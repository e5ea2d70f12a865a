package dev.asynclab.collapse;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The course that an experiment should take, computed as a flow, a thousand steps a
 * second: calls arrive evenly, and are served first come first served at the capacity of
 * the threads that they hold. So a backlog is served at the capacity for the calls in it,
 * and what has arrived behind it comes after it. A call ends its delay after its turn has
 * come.
 */
final class Course {

	private static final double STEP = 1e-3;

	private static final double NOTHING = 1e-9;

	private final CollapsePlan plan;

	private final CallSite site;

	private final int workers;

	private final Duration service;

	private final int mostCalls;

	private final int longestWait;

	private final int delay;

	private final Deque<Batch> queue = new ArrayDeque<>();

	private final Deque<Batch> workersQueue = new ArrayDeque<>();

	/** How many calls end in each step. */
	private double[] completed = new double[1 << 12];

	private final Map<Phase, Integer> begins = new EnumMap<>(Phase.class);

	private final Map<Phase, Integer> ends = new EnumMap<>(Phase.class);

	private final Map<Phase, Double> refused = new EnumMap<>(Phase.class);

	private int now;

	private double inFlight;

	private double backlog;

	private int drained;

	private @Nullable Integer usualAgain;

	/**
	 * Computes the course.
	 * @param plan the experiment
	 * @param site where its calls run
	 * @param workers how many worker threads take the offloaded calls
	 * @param service how long a call that only waits holds its thread, or keeps the loop
	 * busy
	 * @param mostCalls how many calls may be under way at once; more are refused
	 * @param callWait the longest that a call may wait for its turn; then it is refused
	 * @param patience the longest recovery
	 */
	Course(CollapsePlan plan, CallSite site, int workers, Duration service, int mostCalls, Duration callWait,
			Duration patience) {
		this.plan = plan;
		this.site = site;
		this.workers = workers;
		this.service = service;
		this.mostCalls = mostCalls;
		this.longestWait = steps(callWait);
		this.delay = steps(plan.delay());
		int phase = steps(plan.phase());
		// What was sent in the warm-up ends in the first phase.
		run(Phase.HEALTHY, this.delay);
		this.refused.clear();
		for (Phase it : Phase.values()) {
			this.begins.put(it, this.now);
			if (it == Phase.RECOVERY) {
				this.backlog = queued();
				this.drained = this.now;
				recover(phase, steps(patience));
			}
			else {
				run(it, phase);
			}
			this.ends.put(it, this.now);
		}
		run(Phase.OFFLOADED, 1);
	}

	private void recover(int least, int most) {
		int begin = this.now;
		while (this.now < begin + least || (!isRecovered() && this.now < begin + most)) {
			run(Phase.RECOVERY, 1);
			if (this.usualAgain == null && this.inFlight <= this.plan.usualBacklog()) {
				this.usualAgain = this.now;
			}
		}
	}

	private boolean isRecovered() {
		Batch first = this.queue.peek();
		boolean drained = (first == null || !isSentBeforeTheRecovery(first)) && this.now > this.drained + this.delay;
		return drained && (isOverloaded() || this.inFlight <= this.plan.inFlight() + 1);
	}

	private static boolean isSentBeforeTheRecovery(Batch batch) {
		return batch.phase.compareTo(Phase.RECOVERY) < 0;
	}

	/**
	 * Says whether more calls arrive than the place carries, even if none blocks.
	 * @return whether there is no recovery
	 */
	boolean isOverloaded() {
		return this.plan.rate() * held(Phase.RECOVERY) > this.site.threads();
	}

	private void run(Phase phase, int steps) {
		for (int step = 0; step < steps; step++) {
			step(phase);
		}
	}

	private void step(Phase phase) {
		ensureRoom();
		this.inFlight -= this.completed[this.now];
		double arrive = this.plan.rate() * STEP;
		double admitted = Math.clamp(this.mostCalls - this.inFlight, 0, arrive);
		refuse(phase, arrive - admitted);
		if (admitted > NOTHING) {
			this.inFlight += admitted;
			double offloaded = (phase.share() == Kind.OFFLOADED) ? this.plan.blockingShare() : 0;
			this.queue.add(new Batch(admitted, held(phase), offloaded, this.now, phase));
		}
		serve(phase, this.queue, this.site.isUnlimited() ? Double.POSITIVE_INFINITY : this.site.threads() * STEP);
		serve(phase, this.workersQueue, this.workers * STEP);
		this.now++;
	}

	/**
	 * Serves those who have waited the longest.
	 * @param phase the phase under way
	 * @param waiting those who wait
	 * @param time how many seconds of threads there are
	 */
	private void serve(Phase phase, Deque<Batch> waiting, double time) {
		double left = time;
		while (!waiting.isEmpty() && left > NOTHING * STEP) {
			Batch batch = waiting.remove();
			if (this.now - batch.arrived > this.longestWait) {
				this.inFlight -= batch.calls;
				refuse(phase, batch.calls);
				continue;
			}
			double needed = batch.calls * batch.held;
			double part = (needed <= left) ? 1 : left / needed;
			left -= part * needed;
			begin(batch.part(part));
			if (part < 1) {
				waiting.addFirst(batch.part(1 - part));
			}
		}
	}

	private void begin(Batch batch) {
		double offloaded = batch.calls * batch.offloaded;
		this.completed[this.now + this.delay] += batch.calls - offloaded;
		if (offloaded > 0) {
			this.workersQueue.add(new Batch(offloaded, this.plan.delaySeconds(), 0, this.now, batch.phase));
		}
		if (isSentBeforeTheRecovery(batch)) {
			this.drained = this.now;
		}
	}

	private void refuse(Phase phase, double calls) {
		this.refused.merge(phase, calls, Double::sum);
	}

	/**
	 * Computes for how long a call of a phase holds a thread of the place.
	 * @param phase the phase
	 * @return seconds, the mean of those that are in the share and those that are not
	 */
	double held(Phase phase) {
		double share = this.plan.blockingShare();
		return (1 - share) * held(Kind.NONBLOCKING) + share * held(phase.share());
	}

	private double held(Kind kind) {
		Duration busy = this.site.isLoop() ? this.service : Duration.ZERO;
		return CollapsePlan.seconds(busy
			.plus(this.site.held(kind, this.service, (kind == Kind.NONBLOCKING) ? this.service : this.plan.delay())));
	}

	private double queued() {
		return this.queue.stream().mapToDouble(Batch::calls).sum()
				+ this.workersQueue.stream().mapToDouble(Batch::calls).sum();
	}

	private void ensureRoom() {
		if (this.now + this.delay >= this.completed.length) {
			this.completed = Arrays.copyOf(this.completed, 2 * (this.now + this.delay));
		}
	}

	/**
	 * Computes how many calls a second should succeed between two times.
	 * @param phase the phase
	 * @param from seconds since it began
	 * @param to later seconds since then
	 * @return calls a second; after the end that was foreseen, as many as arrive or as
	 * the place carries
	 */
	double perSecond(Phase phase, double from, double to) {
		return (to > from) ? (completedBy(phase, to) - completedBy(phase, from)) / (to - from) : 0;
	}

	private double completedBy(Phase phase, double seconds) {
		int begin = begin(phase);
		int end = this.ends.getOrDefault(phase, begin);
		double steps = Math.min(seconds / STEP, end - begin);
		int whole = (int) steps;
		double sum = 0;
		for (int step = 0; step < whole; step++) {
			sum += this.completed[begin + step];
		}
		return sum + (steps - whole) * this.completed[begin + whole] + (seconds / STEP - steps) * STEP
				* Math.min(this.plan.rate(), this.site.threads() / held(Phase.HEALTHY));
	}

	double seconds(Phase phase) {
		return STEP * (this.ends.getOrDefault(phase, begin(phase)) - begin(phase));
	}

	private int begin(Phase phase) {
		Integer begin = this.begins.get(phase);
		return (begin != null) ? begin : 0;
	}

	/**
	 * Computes how many calls wait for their turn when the blocking phase ends.
	 * @return calls
	 */
	double backlog() {
		return this.backlog;
	}

	/**
	 * Computes how long the recovery takes until the backlog has drained: every call has
	 * ended that was sent before it, and no more calls are under way than usual.
	 * @return milliseconds; null if it does not drain within the longest recovery
	 */
	@Nullable Double drainMs() {
		Integer usual = this.usualAgain;
		return (usual != null && !isOverloaded()) ? Math.max(usual - begin(Phase.RECOVERY), lastFromBeforeMs()) : null;
	}

	private double lastFromBeforeMs() {
		double afterTheTurn = 1000 * this.plan.delaySeconds();
		double turn = this.drained - begin(Phase.RECOVERY);
		// A call that blocks has its I/O before that, which a loop does while it is busy.
		return this.site.isLoop() ? Math.max(turn + afterTheTurn, 2 * afterTheTurn) : turn + 2 * afterTheTurn;
	}

	long refused(Phase phase) {
		return Math.round(this.refused.getOrDefault(phase, 0.0));
	}

	private static int steps(Duration duration) {
		return Math.toIntExact(duration.toMillis());
	}

	/**
	 * Calls that arrived in one step.
	 *
	 * @param calls how many
	 * @param held for how many seconds each holds a thread
	 * @param offloaded the part of them that needs a worker then
	 * @param arrived the step
	 * @param phase the phase in which they were sent
	 */
	private record Batch(double calls, double held, double offloaded, int arrived, Phase phase) {

		Batch part(double part) {
			return new Batch(this.calls * part, this.held, this.offloaded, this.arrived, this.phase);
		}

	}

}
