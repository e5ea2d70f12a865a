package dev.asynclab.pitfall.pinning;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import jdk.management.VirtualThreadSchedulerMXBean;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks at virtual threads that wait, and counts those that hold a carrier. Inside
 * {@code synchronized} there are more of them than carriers, which on JDK 21 would have
 * been the end; in a class initializer there is one, since it takes its carrier from the
 * whole JVM.
 */
@Component
@Order(23)
class Pinning implements Pitfall<Pinning.Observed> {

	private static final int MORE_THAN_CARRIERS = 4;

	private final int carriers = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class)
		.getParallelism();

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("stale-pinning-advice", "The pinning advice that Java 24 made stale",
				"synchronized no longer pins a virtual thread; a class initializer and a native frame still do.",
				"A C extension that holds the GIL stops every other thread.", Severity.DELAY,
				"Leave synchronized as it is, and keep what waits out of static initializers and native callbacks.",
				List.of(Source.jep(491), Source.issue("java/devjava-content", 243),
						Source.issue("spring-projects/spring-boot", 46547)));
	}

	@Override
	public Observed broken() throws IOException, InterruptedException, IllegalAccessException {
		MethodHandles.Lookup code = freshClass();
		return observe(1, () -> initialize(code));
	}

	@Override
	public Observed fixed() throws InterruptedException {
		return observe(this.carriers + MORE_THAN_CARRIERS, () -> new FixedPinning().settings());
	}

	private Observed observe(int waiting, Runnable code) throws InterruptedException {
		CountDownLatch there = new CountDownLatch(1);
		try {
			List<Thread> threads = IntStream.range(0, waiting)
				.mapToObj((_) -> Thread
					.startVirtualThread(() -> ScopedValue.where(RemoteSettings.THERE, there).run(code)))
				.toList();
			Stage.until(() -> threads.stream().map(Thread::getState).allMatch(Thread.State.WAITING::equals));
			List<String> states = threads.stream().map(Thread::toString).toList();
			int holding = (int) states.stream().filter(Pinning::isOnACarrier).count();
			return new Observed(Runtime.version().feature(), this.carriers, waiting, holding, states.getFirst());
		}
		finally {
			there.countDown();
		}
	}

	// VirtualThread[#30]/waiting@ForkJoinPool-1-worker-1
	private static boolean isOnACarrier(String thread) {
		return thread.contains("@");
	}

	// A class is initialized once: each run has its own.
	private static MethodHandles.Lookup freshClass() throws IOException, IllegalAccessException {
		String name = BrokenPinning.class.getSimpleName() + ".class";
		try (InputStream bytes = Objects.requireNonNull(BrokenPinning.class.getResourceAsStream(name))) {
			return MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), false);
		}
	}

	private static void initialize(MethodHandles.Lookup code) {
		try {
			code.ensureInitialized(code.lookupClass());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What was observed.
	 *
	 * @param java the version of Java
	 * @param carriers how many platform threads carry the virtual ones
	 * @param waiting how many virtual threads waited at the same time
	 * @param holdingACarrier how many of them kept a carrier from the others
	 * @param thread one of them, as it describes itself
	 */
	record Observed(int java, int carriers, int waiting, int holdingACarrier, String thread) {

	}

}
