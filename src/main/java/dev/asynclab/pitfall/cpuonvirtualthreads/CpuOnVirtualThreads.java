package dev.asynclab.pitfall.cpuonvirtualthreads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.asynclab.pitfall.JvmWide;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Starts one computation for each carrier. When all of them compute, starts a virtual
 * thread that only signals that it ran. The computations end when it has run, or a time
 * limit passes. Only one such run is possible at a time, since it uses the carriers of
 * the whole JVM.
 */
@Component
@Order(21)
class CpuOnVirtualThreads implements Pitfall<CpuOnVirtualThreads.Observed> {

	private static final Duration LONGEST = Duration.ofMillis(200);

	private static final Duration IN_VAIN = Duration.ofMillis(50);

	private final int carriers = JvmWide.carriers();

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("cpu-on-virtual-threads", "CPU-bound work on virtual threads",
				"Virtual threads are not time-shared: one computation for each core starves every other virtual thread of the JVM. Platform threads still run.",
				"CPU-bound work blocks the loop, and in the default build threads do not help because of the GIL: use "
						+ "processes.",
				Severity.OUTAGE, "Compute on a fixed pool of platform threads; virtual threads are for waiting.",
				List.of(new Source("java-virtual-threads-benchmark",
						"https://github.com/andrea-mauro/java-virtual-threads-benchmark"), Source.jep(444),
						new Source("asyncio: running blocking code",
								"https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code")),
				"virtual threads hang; everything freezes under CPU load; starvation; virtual threads are slow; 100% CPU and no answers",
				"The CPU is at 100%, and in Thread.dump_to_file virtual threads of your computation are all that runs.");
	}

	@Override
	public Observed broken(Recorder recorder) throws InterruptedException {
		return observe(new BrokenCpuOnVirtualThreads().threads(), this.carriers, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws InterruptedException {
		return observe(new FixedCpuOnVirtualThreads().threads(), Runtime.getRuntime().availableProcessors(), LONGEST,
				recorder);
	}

	private Observed observe(ExecutorService threads, int computations, Duration patience, Recorder recorder)
			throws InterruptedException {
		try (threads; var _ = JvmWide.CARRIERS.take()) {
			AtomicBoolean stop = new AtomicBoolean();
			try {
				boolean ran = ranBeside(threads, computations, patience, stop, recorder);
				return new Observed(this.carriers, computations, ran);
			}
			finally {
				stop.set(true);
			}
		}
	}

	private static boolean ranBeside(ExecutorService threads, int computations, Duration patience, AtomicBoolean stop,
			Recorder recorder) throws InterruptedException {
		CountDownLatch computing = new CountDownLatch(computations);
		CountDownLatch left = new CountDownLatch(1);
		for (int i = 0; i < computations; i++) {
			TaskRecorder task = recorder.task("computation " + (i + 1));
			task.created();
			threads.execute(() -> compute(task, computing, left, stop));
		}
		boolean all = computing.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
		CountDownLatch otherRan = new CountDownLatch(1);
		TaskRecorder other = recorder.task("other thread");
		other.created();
		Thread.ofVirtual().start(() -> {
			other.started();
			other.finished(null);
			otherRan.countDown();
		});
		boolean ran = otherRan.await(patience.toMillis(), TimeUnit.MILLISECONDS);
		// The result counts only if no computation had ended by then.
		if (!all || left.getCount() == 0) {
			throw JvmWide.machineTooBusy();
		}
		Stage.goOn();
		return ran;
	}

	private static void compute(TaskRecorder task, CountDownLatch computing, CountDownLatch left, AtomicBoolean stop) {
		long end = System.nanoTime() + LONGEST.toNanos();
		// VirtualThread[#30]/runnable@ForkJoinPool-1-worker-1: what it keeps is its
		// carrier.
		String thread = Thread.currentThread().toString();
		if (Thread.currentThread().isVirtual()) {
			task.onLoop(thread.substring(thread.indexOf('@') + 1));
		}
		task.started();
		task.blocking();
		computing.countDown();
		while (!stop.get() && System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
		task.finished(null);
		left.countDown();
	}

	record Observed(int carriers, int computations, boolean otherVirtualThreadRan) {

	}

}
