package dev.asynclab.pitfall.pinning;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.asynclab.pitfall.JvmWide;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Two virtual threads need the same settings: one loads them, and the other waits for it.
 * Counts the threads that hold a carrier. Only one such run is possible at a time, and
 * only until the threads are counted, since it uses the carriers of the whole JVM.
 */
@Component
@Order(23)
class Pinning implements Pitfall<Pinning.Observed> {

	private static final int THREADS = 2;

	private static final Duration LONGEST = Duration.ofMillis(200);

	private final int carriers = JvmWide.carriers();

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("stale-pinning-advice", "The pinning advice that is out of date since Java 24",
				"synchronized no longer pins a virtual thread, whether it holds the monitor or waits for it. A class initializer, a wait for one, and a native frame still pin it.",
				"A C extension that holds the GIL stops every other thread.", Severity.DELAY,
				"Leave synchronized as it is. Do not wait in static initializers and native callbacks.",
				List.of(Source.jep(491), Source.issue("java/devjava-content", 243),
						Source.issue("spring-projects/spring-boot", 46547)),
				"pinned virtual thread; synchronized pins; jdk.VirtualThreadPinned; replace synchronized with ReentrantLock; virtual threads hang or are slow",
				"Record jdk.VirtualThreadPinned with JFR: its stack names what pins, which is no synchronized block.");
	}

	@Override
	public Observed broken(Recorder recorder) throws IOException, InterruptedException, IllegalAccessException {
		MethodHandles.Lookup code = freshClass();
		return observe((remote) -> () -> ScopedValue.where(BrokenPinning.Remote.SETTINGS, remote)
			.run(() -> Stage.unchecked(() -> code.ensureInitialized(code.lookupClass()))));
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe((remote) -> new FixedPinning(remote)::settings);
	}

	private Observed observe(Function<Supplier<String>, Runnable> code) throws InterruptedException {
		try (var _ = JvmWide.CARRIERS.take()) {
			CountDownLatch there = new CountDownLatch(1);
			try {
				return observe(code.apply(() -> Stage.unchecked(() -> settings(there))));
			}
			finally {
				there.countDown();
			}
		}
	}

	private Observed observe(Runnable caller) throws InterruptedException {
		List<Thread> threads = Stream.generate(() -> Thread.startVirtualThread(caller)).limit(THREADS).toList();
		List<String> states = awaitStandstill(threads);
		int holding = (int) states.stream().filter(Pinning::isOnACarrier).count();
		return new Observed(Runtime.version().feature(), this.carriers, threads.size(), holding, states.getFirst());
	}

	private static String settings(CountDownLatch there) throws InterruptedException {
		there.await();
		return "settings";
	}

	// No thread can go on: each waits without a carrier, or, if pinned, holds one of
	// those that there are.
	private List<String> awaitStandstill(List<Thread> threads) throws InterruptedException {
		long end = System.nanoTime() + LONGEST.toNanos();
		while (System.nanoTime() - end < 0) {
			List<String> states = threads.stream().map(Thread::toString).toList();
			boolean pinned = states.stream().anyMatch(Pinning::waitsOnACarrier);
			if (pinned ? states.stream().filter(Pinning::isOnACarrier).count() >= Math.min(THREADS, this.carriers)
					: states.stream().allMatch(Pinning::waitsOffItsCarrier)) {
				return states;
			}
			Thread.sleep(1);
		}
		throw JvmWide.machineTooBusy();
	}

	// VirtualThread[#30]/waiting@ForkJoinPool-1-worker-1: the state is that of the
	// carrier, if there is one.
	private static boolean isOnACarrier(String thread) {
		return thread.contains("@");
	}

	private static boolean waitsOnACarrier(String thread) {
		return thread.contains("waiting@");
	}

	private static boolean waitsOffItsCarrier(String thread) {
		return thread.endsWith("waiting") || thread.endsWith("blocked");
	}

	// A class is initialized only once, so each run defines its own.
	private static MethodHandles.Lookup freshClass() throws IOException, IllegalAccessException {
		String name = BrokenPinning.class.getSimpleName() + ".class";
		try (InputStream bytes = Objects.requireNonNull(BrokenPinning.class.getResourceAsStream(name))) {
			return MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), false);
		}
	}

	record Observed(int java, int carriers, int threads, int holdingACarrier, String thread) {

	}

}
