package dev.asynclab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongFunction;

import dev.asynclab.notation.Rounded;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at the times at which they are meant to arrive, even if none is
 * answered, and takes the figures each tenth of a second. Latency counts from when a
 * request was meant to be sent. One thread sends all of them; its methods return soon
 * after the traffic was stopped.
 */
public final class Traffic {

	private static final long POINT = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

	private final Sender client;

	private final BooleanSupplier stopped;

	private final Consumer<Point> listener;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final List<Point> points = new ArrayList<>();

	private volatile Stretch current = new Stretch(System.nanoTime());

	private volatile Tally pointTally = new Tally();

	private boolean begun;

	private long beginNanos;

	private long nextPoint;

	/**
	 * Prepares traffic.
	 * @param client sends the requests
	 * @param stopped says whether to send no more
	 * @param listener receives each point, on the thread that sends
	 */
	public Traffic(Sender client, BooleanSupplier stopped, Consumer<Point> listener) {
		this.client = client;
		this.stopped = stopped;
		this.listener = listener;
	}

	/**
	 * Sends requests at a constant rate that don't count, until they get no faster and
	 * the compiler has done, but for 10 s at most. Classes are loaded then, the code is
	 * compiled, and threads and connections exist.
	 * @param rate requests a second
	 * @param measured how long the measurement after it takes: a short one is not worth a
	 * long warm-up
	 * @param backlog with more requests in flight there is a backlog; then none is sent
	 * @param paths returns the path of each request, by its number
	 */
	public void warmUp(double rate, Duration measured, int backlog, LongFunction<String> paths) {
		CompilerMeter compiler = new CompilerMeter();
		WarmUp warmUp = new WarmUp(WarmUp.requests(rate, measured), WarmUp.heeding(measured), compiler::load);
		warmUp(Arrivals.CONSTANT.times(rate, 0), warmUp, WarmUp.LONGEST, backlog, paths);
	}

	/**
	 * Sends requests at a constant rate that don't count, so that as many are in flight
	 * as usual when the next phase begins.
	 * @param rate requests a second
	 * @param duration for how long
	 * @param paths returns the path of each request, by its number
	 */
	public void leadIn(double rate, Duration duration, LongFunction<String> paths) {
		warmUp(Arrivals.CONSTANT.times(rate, 0), new WarmUp(Long.MAX_VALUE, 0, () -> 0), duration, Integer.MAX_VALUE,
				paths);
	}

	/**
	 * Estimates how long a warm-up takes.
	 * @param measured how long the measurement after it takes
	 * @return the time if requests don't get faster in it
	 */
	public static Duration shortestWarmUp(Duration measured) {
		return WarmUp.stretch(measured).multipliedBy(WarmUp.LEAST_STRETCHES);
	}

	/**
	 * Sends requests that don't count, until they get no faster.
	 * @param times when the requests arrive
	 * @param warmUp decides when requests that are sent without a backlog get no faster
	 * @param atMost how long to go on if they get faster still, or the backlog does not
	 * vanish
	 * @param backlog with more requests in flight there is a backlog; then none is sent
	 * @param paths returns the path of each request, by its number
	 */
	void warmUp(PrimitiveIterator.OfLong times, WarmUp warmUp, Duration atMost, int backlog,
			LongFunction<String> paths) {
		long begin = System.nanoTime();
		for (long number = 0; !isStopped() && !warmUp.isOver(); number++) {
			long time = times.nextLong();
			if (time >= atMost.toNanos()) {
				return;
			}
			parkUntil(begin + time);
			if (this.inFlight.get() <= backlog) {
				this.current = warmUp.next();
				send(this.current, paths.apply(number), begin + time);
			}
			else {
				warmUp.interrupted();
			}
		}
	}

	/**
	 * Sends the requests of a phase.
	 * @param phase its name
	 * @param predicted the requests a second that should succeed, for the points
	 * @param times when the requests arrive
	 * @param duration how long the phase takes
	 * @param paths returns the path of each request, by its number
	 * @param mayEnd is asked when that time is over, and again before each further
	 * request
	 * @return the figures
	 */
	public Stretch run(String phase, double predicted, PrimitiveIterator.OfLong times, Duration duration,
			LongFunction<String> paths, BooleanSupplier mayEnd) {
		return run(phase, (_, _) -> predicted, times, duration, paths, mayEnd);
	}

	/**
	 * Sends the requests of a phase, for which another number is predicted at each time.
	 * @param phase its name
	 * @param predicted the requests a second that should succeed between two times, in
	 * seconds since the phase began
	 * @param times when the requests arrive
	 * @param duration how long the phase takes
	 * @param paths returns the path of each request, by its number
	 * @param mayEnd is asked when that time is over, and again before each further
	 * request
	 * @return the figures
	 */
	public Stretch run(String phase, DoubleBinaryOperator predicted, PrimitiveIterator.OfLong times, Duration duration,
			LongFunction<String> paths, BooleanSupplier mayEnd) {
		long begin = System.nanoTime();
		Stretch stretch = new Stretch(begin);
		this.current = stretch;
		if (!this.begun) {
			this.begun = true;
			this.pointTally = new Tally();
			this.beginNanos = begin;
			this.nextPoint = begin + POINT;
		}
		for (long number = 0; !isStopped(); number++) {
			long time = times.nextLong();
			if (time >= duration.toNanos()) {
				parkUntil(begin + duration.toNanos(), phase, predicted);
				if (mayEnd.getAsBoolean()) {
					break;
				}
			}
			parkUntil(begin + time, phase, predicted);
			if (!isStopped()) {
				send(stretch, paths.apply(number), begin + time);
			}
		}
		stretch.end(System.nanoTime());
		return stretch;
	}

	/**
	 * Waits until every request has been answered.
	 * @param atMost how long to wait
	 */
	public void drain(Duration atMost) {
		long patience = System.nanoTime() + atMost.toNanos();
		while (!isStopped() && this.inFlight.get() > 0 && System.nanoTime() < patience) {
			LockSupport.parkNanos(LOOK);
		}
	}

	/**
	 * Returns the phase under way, or the last one.
	 * @return the figures until now
	 */
	public Stretch current() {
		return this.current;
	}

	/**
	 * Counts the requests that have no answer yet.
	 * @return their number
	 */
	public int inFlight() {
		return this.inFlight.get();
	}

	/**
	 * Returns the points of all phases.
	 * @return a copy, for the thread that sends
	 */
	public List<Point> points() {
		return List.copyOf(this.points);
	}

	private boolean isStopped() {
		return this.stopped.getAsBoolean();
	}

	private void send(Stretch stretch, String path, long intended) {
		stretch.sent();
		int inFlight = this.inFlight.incrementAndGet();
		this.current.tally().sent(inFlight);
		this.pointTally.sent(inFlight);
		this.client.get(path, (error) -> {
			long now = System.nanoTime();
			stretch.answered(now);
			this.inFlight.decrementAndGet();
			count(this.current.tally(), error, now - intended);
			count(this.pointTally, error, now - intended);
		});
	}

	private static void count(Tally tally, @Nullable String error, long latencyNanos) {
		if (error != null) {
			tally.failed(error);
		}
		else {
			tally.completed(latencyNanos);
		}
	}

	private void parkUntil(long due, String phase, DoubleBinaryOperator predicted) {
		while (!isStopped()) {
			long now = System.nanoTime();
			if (now - this.nextPoint >= 0) {
				point(phase, predicted, now);
			}
			if (now - due >= 0) {
				return;
			}
			LockSupport.parkNanos(Math.min(due, this.nextPoint) - now);
		}
	}

	private void parkUntil(long due) {
		for (long rest = due - System.nanoTime(); rest > 0 && !isStopped(); rest = due - System.nanoTime()) {
			LockSupport.parkNanos(rest);
		}
	}

	private void point(String phase, DoubleBinaryOperator predicted, long now) {
		Tally tally = this.pointTally;
		this.pointTally = new Tally();
		double seconds = (now - this.nextPoint + POINT) / 1e9;
		double to = (now - this.current.beginNanos()) / 1e9;
		Point point = new Point(Rounded.tenths((now - this.beginNanos) / 1e6), phase,
				Rounded.tenths(tally.sent() / seconds), Rounded.tenths(tally.completed() / seconds),
				Rounded.tenths(predicted.applyAsDouble(Math.max(0, to - seconds), to)),
				Rounded.tenths(tally.failed() / seconds), Rounded.tenths(tally.latencyMs(99)),
				Rounded.tenths(tally.latencyMs(100)), this.inFlight.get());
		this.points.add(point);
		this.listener.accept(point);
		this.nextPoint = now + POINT;
	}

}
