package dev.asynclab.eventloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import dev.asynclab.asyncio.CallGraph;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.eventloop.LoopStall.Frame;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Recorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Watches the lab's event loops from a thread of its own: WebClient's loops as long as
 * the service runs, and each asyncio loop from {@link #watch} until the watch is closed.
 * It logs the first stall at a line of code as asyncio's debug mode logs a slow callback,
 * counts each, and keeps the last ones.
 *
 * @see <a href= "https://docs.python.org/3.13/library/asyncio-dev.html#debug-mode">Debug
 * Mode</a>
 */
@Component
@EnableConfigurationProperties(WatchdogProperties.class)
public class Watchdog implements SmartLifecycle, LoopProbe.Listener {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private static final String WEBCLIENT = "webclient-";

	private static final int REPORTED = 1000;

	private final WatchdogProperties properties;

	private final LoopResources webClientLoop;

	private final MeterRegistry meters;

	private final Sampler sampler = Sampler.ofThisJvm();

	private final List<LoopProbe> probes = new CopyOnWriteArrayList<>();

	private final Map<String, Timer> lagTimers = new ConcurrentHashMap<>();

	private final Deque<LoopStall> stalls = new ArrayDeque<>();

	/** How often each line of code has blocked a loop; of the lines that did so last. */
	private final Map<Frame, Integer> reported = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Frame, Integer> eldest) {
			return size() > REPORTED;
		}

	};

	private final AtomicLong numbers = new AtomicLong();

	private volatile @Nullable Thread thread;

	Watchdog(WatchdogProperties properties, LoopResources labEventLoop, MeterRegistry meters) {
		this.properties = properties;
		this.webClientLoop = labEventLoop;
		this.meters = meters;
	}

	@Override
	public synchronized void start() {
		if (this.thread != null) {
			return;
		}
		int number = 1;
		for (EventExecutor executor : this.webClientLoop.onClient(LoopResources.DEFAULT_NATIVE)) {
			add(NettyLoop.of(executor, WEBCLIENT + number++));
		}
		Thread thread = Thread.ofPlatform().name("loop-watchdog").daemon().unstarted(this::run);
		// The thread runs as long as this field holds it.
		this.thread = thread;
		thread.start();
	}

	@Override
	public synchronized void stop() {
		Thread thread = this.thread;
		this.thread = null;
		this.probes.clear();
		if (thread != null) {
			LockSupport.unpark(thread);
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	// Its dependents stop before it: the asyncio loop, which requests under way may need.
	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
	}

	/**
	 * Watches an asyncio loop on the machine's clock. A loop on a virtual clock must not
	 * be watched: its time does not show how long its code takes.
	 * @param name a name that no other watched loop has
	 * @param loop the loop, which may not have started yet
	 * @return the watch, to be closed when the loop has ended
	 */
	public Watch watch(String name, EventLoop loop) {
		CallGraph.keepTimes(loop);
		LoopProbe probe = add(new WatchedAsyncio(name, loop));
		return new Watch(name, () -> {
			this.probes.remove(probe);
			probe.close();
		});
	}

	/**
	 * Watches an asyncio loop under a name that no other loop has.
	 * @param loop the loop, which may not have started yet
	 * @return the watch, to be closed when the loop has ended
	 * @see #watch(String, EventLoop)
	 */
	public Watch watch(EventLoop loop) {
		return watch("asyncio-" + this.numbers.incrementAndGet(), loop);
	}

	/**
	 * Returns WebClient's loops while the watchdog runs.
	 * @return for each loop its name and the name of its thread
	 */
	public Map<String, String> webClientThreads() {
		Map<String, String> threads = new LinkedHashMap<>();
		for (LoopProbe probe : this.probes) {
			if (isMeant(probe.loop().name(), null)) {
				threads.putIfAbsent(probe.loop().name(), threadName(probe.loop()));
			}
		}
		return threads;
	}

	private static String threadName(WatchedLoop loop) {
		Thread thread = loop.thread();
		return (thread != null) ? thread.getName() : loop.name();
	}

	/**
	 * Records that a run needs event loops, and how they have been stalled since it
	 * began.
	 * @param recorder records the run
	 * @param loop the loop's name, which is that of its thread, or null for all of
	 * WebClient's loops
	 */
	public void record(Recorder recorder, @Nullable String loop) {
		Map<String, String> loops = (loop != null) ? Map.of(loop, loop) : webClientThreads();
		loops.forEach((name, thread) -> recorder.needs(new Loop(name, thread)));
		culprits(loop, recorder.beginNanos(), System.nanoTime()).forEach((stall) -> recorder.stalled(stall.fromNanos(),
				stall.toNanos(), stall.loop(), String.valueOf(stall.culprit())));
	}

	/**
	 * Returns the stalls with a culprit that overlap a time. A stall that still lasts is
	 * included.
	 * @param loop the loop's name, or null for all of WebClient's loops
	 * @param fromNanos when the time begins, as {@link System#nanoTime()}
	 * @param toNanos when it ends
	 * @return the stalls, the oldest first
	 */
	public List<LoopStall> culprits(@Nullable String loop, long fromNanos, long toNanos) {
		return stalls((name) -> isMeant(name, loop), (stall) -> isCulprit(stall, fromNanos, toNanos));
	}

	/**
	 * Returns the stalls of all loops with a culprit that overlap a time.
	 * @param fromNanos when the time begins, as {@link System#nanoTime()}
	 * @param toNanos when it ends
	 * @return the stalls, the oldest first
	 */
	public List<LoopStall> culprits(long fromNanos, long toNanos) {
		return stalls((_) -> true, (stall) -> isCulprit(stall, fromNanos, toNanos));
	}

	private static boolean isCulprit(LoopStall stall, long fromNanos, long toNanos) {
		return stall.hasCulprit() && stall.overlaps(fromNanos, toNanos);
	}

	/**
	 * Returns the longest time that a heartbeat waited for a loop. Only the part of a
	 * wait between the two moments counts. Both must lie within the last minute.
	 * @param loop the loop's name, or null for all of WebClient's loops
	 * @param fromNanos when the time begins, as {@link System#nanoTime()}
	 * @param toNanos when it ends
	 * @return nanoseconds; 0 if there was no heartbeat, because the loop was idle
	 */
	public long longestLagNanos(@Nullable String loop, long fromNanos, long toNanos) {
		return this.probes.stream()
			.filter((probe) -> isMeant(probe.loop().name(), loop))
			.mapToLong((probe) -> probe.longestLagNanos(fromNanos, toNanos))
			.max()
			.orElse(0);
	}

	private static boolean isMeant(String name, @Nullable String loop) {
		return (loop != null) ? name.equals(loop) : name.startsWith(WEBCLIENT);
	}

	List<LoopStall> stalls() {
		return stalls((_) -> true, (_) -> true);
	}

	// Each run asks, so only the probes of its own loops are.
	private List<LoopStall> stalls(Predicate<String> loop, Predicate<LoopStall> wanted) {
		List<LoopStall> found = new ArrayList<>();
		for (LoopProbe probe : this.probes) {
			LoopStall ongoing = loop.test(probe.loop().name()) ? probe.ongoing() : null;
			if (ongoing != null && wanted.test(ongoing)) {
				found.add(ongoing);
			}
		}
		synchronized (this.stalls) {
			for (LoopStall stall : this.stalls) {
				if (loop.test(stall.loop()) && wanted.test(stall)) {
					found.add(stall);
				}
			}
		}
		found.sort(Comparator.comparing(LoopStall::at));
		return found;
	}

	List<WatchedAsyncio> asyncioLoops() {
		return this.probes.stream()
			.map(LoopProbe::loop)
			.filter(WatchedAsyncio.class::isInstance)
			.map(WatchedAsyncio.class::cast)
			.toList();
	}

	List<Lag> lags() {
		return this.probes.stream().map(LoopProbe::lag).toList();
	}

	@Override
	public void lag(WatchedLoop loop, long lagNanos) {
		lagTimer(loop).record(lagNanos, TimeUnit.NANOSECONDS);
	}

	private Timer lagTimer(WatchedLoop loop) {
		return this.lagTimers.computeIfAbsent(loop.kind(),
				(kind) -> Timer.builder("asynclab.eventloop.lag")
					.description("How long a heartbeat waited for its event loop")
					.tag("loop", kind)
					.register(this.meters));
	}

	@Override
	public void stall(LoopStall stall, WatchedLoop loop) {
		Counter.builder("asynclab.eventloop.stalls")
			.description("Times in which an event loop ran no callback that waited for it")
			.tag("loop", loop.kind())
			.tag("cause", stall.cause().id())
			.register(this.meters)
			.increment();
		synchronized (this.stalls) {
			if (this.stalls.size() == this.properties.kept()) {
				this.stalls.removeFirst();
			}
			this.stalls.addLast(stall);
		}
		Frame culprit = stall.culprit();
		if (culprit != null) {
			report(stall, culprit);
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("%s did not run for %.3f seconds, and no code is to blame".formatted(stall.loop(),
					stall.durationMs() / 1000));
		}
	}

	// The stack is shown once for each line of code; then each tenfold is told.
	private void report(LoopStall stall, Frame culprit) {
		int times;
		synchronized (this.reported) {
			times = this.reported.merge(culprit, 1, Integer::sum);
		}
		if (times == 1) {
			logger.warn(message(stall));
		}
		else if (isPowerOfTen(times)) {
			logger.warn("%s has blocked loops %d times by now, %s last, for %.3f seconds".formatted(culprit, times,
					stall.loop(), stall.durationMs() / 1000));
		}
	}

	private static boolean isPowerOfTen(int number) {
		int rest = number;
		while (rest % 10 == 0) {
			rest /= 10;
		}
		return rest == 1;
	}

	// As asyncio logs it: Executing <Task ...> took 0.301 seconds.
	private static String message(LoopStall stall) {
		StringBuilder message = new StringBuilder(String.format(Locale.ROOT, "Executing %s on %s took %.3f seconds",
				stall.culprit(), stall.loop(), stall.durationMs() / 1000));
		stall.stack().forEach((line) -> message.append("\n\tat ").append(line));
		return message.toString();
	}

	private LoopProbe add(WatchedLoop loop) {
		// Registers the meter at once, not only with its first value.
		lagTimer(loop);
		LoopProbe probe = new LoopProbe(loop, System::nanoTime, this.sampler, this.properties, this);
		this.probes.add(probe);
		return probe;
	}

	private void run() {
		long interval = this.properties.interval().toNanos();
		long due = System.nanoTime() + interval;
		while (Thread.currentThread().equals(this.thread)) {
			long early = due - System.nanoTime();
			if (early > 0) {
				LockSupport.parkNanos(early);
				continue;
			}
			long late = (-early > interval / 2) ? -early : 0;
			for (LoopProbe probe : this.probes) {
				tick(probe, late);
			}
			due = Math.max(due, System.nanoTime() - interval / 2) + interval;
		}
	}

	private void tick(LoopProbe probe, long lateNanos) {
		try {
			if (!probe.tick(lateNanos)) {
				this.probes.remove(probe);
				probe.close();
			}
		}
		catch (RuntimeException ex) {
			logger.error("The watchdog could not look after " + probe.loop().name(), ex);
		}
	}

	/**
	 * A loop that is watched.
	 *
	 * @param name the loop's name
	 * @param end ends the watch
	 */
	public record Watch(String name, Runnable end) implements AutoCloseable {

		/**
		 * Ends the watch. The loop's stalls are kept.
		 */
		@Override
		public void close() {
			this.end.run();
		}

	}

}
