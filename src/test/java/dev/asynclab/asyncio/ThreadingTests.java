package dev.asynclab.asyncio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hands over between many threads: nothing is lost, and exactly one runs at a time.
 */
@Timeout(120)
class ThreadingTests {

	@Test
	void noHandOverIsLostAndExactlyOneRuns() {
		int tasks = 100;
		int steps = 2_000;
		AtomicInteger running = new AtomicInteger();
		int[] count = new int[1];
		run(() -> {
			List<Task<?>> all = new ArrayList<>();
			for (int i = 0; i < tasks; i++) {
				all.add(createTask(() -> {
					for (int step = 0; step < steps; step++) {
						assertThat(running.incrementAndGet()).isEqualTo(1);
						count[0]++;
						running.decrementAndGet();
						sleep(ZERO);
					}
				}));
			}
			gather(all);
		});
		assertThat(count[0]).isEqualTo(tasks * steps);
	}

	@Test
	void completionsAndCancellationsFromManyThreads() {
		int tasks = 5_000;
		int threads = 8;
		AtomicInteger running = new AtomicInteger();
		AtomicInteger overlaps = new AtomicInteger();
		run(() -> {
			EventLoop loop = EventLoop.running();
			List<CompletableFuture<Integer>> stages = new ArrayList<>();
			List<Task<Integer>> all = new ArrayList<>();
			for (int i = 0; i < tasks; i++) {
				CompletableFuture<Integer> stage = new CompletableFuture<>();
				stages.add(stage);
				all.add(createTask(() -> {
					int value = await(stage);
					if (running.incrementAndGet() != 1) {
						overlaps.incrementAndGet();
					}
					running.decrementAndGet();
					sleep(ZERO);
					return value;
				}));
			}
			CountDownLatch go = new CountDownLatch(1);
			for (int t = 0; t < threads; t++) {
				int seed = t;
				Thread.ofPlatform().daemon().start(() -> disturb(loop, go, seed, threads, stages, all));
			}
			sleep(ZERO);
			go.countDown();
			List<?> results = gatherReturnExceptions(all);
			for (int i = 0; i < tasks; i++) {
				Object result = results.get(i);
				assertThat(result).as("result of task " + i)
					.satisfiesAnyOf((any) -> assertThat(any).isInstanceOf(Integer.class),
							(any) -> assertThat(any).isInstanceOf(CancelledError.class),
							(any) -> assertThat(any).isInstanceOf(IOException.class));
			}
		});
		assertThat(overlaps).hasValue(0);
	}

	private static void disturb(EventLoop loop, CountDownLatch go, int seed, int threads,
			List<CompletableFuture<Integer>> stages, List<Task<Integer>> all) {
		try {
			go.await();
		}
		catch (InterruptedException ex) {
			return;
		}
		Random random = new Random(seed);
		for (int i = seed; i < all.size(); i += threads) {
			int other = random.nextInt(all.size());
			if (random.nextInt(4) == 0) {
				loop.callSoonThreadsafe(() -> all.get(other).cancel());
			}
			if (random.nextInt(4) == 0) {
				stages.get(i).completeExceptionally(new IOException("foreign"));
			}
			stages.get(i).complete(i);
		}
	}

	@Test
	void foreignThreadsWakeAnIdleLoop() {
		int rounds = 2_000;
		run(() -> {
			for (int i = 0; i < rounds; i++) {
				CompletableFuture<Integer> stage = new CompletableFuture<>();
				Thread.ofVirtual().start(() -> stage.complete(1));
				assertThat(await(stage)).isEqualTo(1);
			}
		});
	}

	@Test
	void aThreadSleepStallsTheLoop() {
		assertStalls(() -> Thread.sleep(20));
	}

	@Test
	void aContendedLockStallsTheLoop() {
		ReentrantLock lock = new ReentrantLock();
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Thread.ofPlatform().daemon().start(() -> {
			lock.lock();
			try {
				locked.countDown();
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				lock.unlock();
			}
		});
		assertStalls(() -> {
			locked.await();
			Thread.ofPlatform().daemon().start(() -> {
				while (!lock.hasQueuedThreads()) {
					Thread.onSpinWait();
				}
				release.countDown();
			});
			lock.lock();
			try {
				assertThat(release.getCount()).isZero();
			}
			finally {
				lock.unlock();
			}
		});
	}

	@Test
	void aSocketReadStallsTheLoop() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertStalls(() -> {
				try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
						Socket accepted = server.accept()) {
					Thread.ofPlatform().daemon().start(() -> {
						try {
							accepted.getOutputStream().write(1);
						}
						catch (IOException ex) {
							throw new IllegalStateException(ex);
						}
					});
					assertThat(client.getInputStream().read()).isEqualTo(1);
				}
			});
		}
	}

	@Test
	void anInterruptedTaskSeesItWhenItGoesOn() {
		run(() -> {
			Task<Boolean> task = createTask(() -> {
				Thread.currentThread().interrupt();
				sleep(ofMillis(1));
				return Thread.interrupted();
			});
			assertThat(await(task)).isTrue();
		});
	}

	// A ready task must not run while another blocks.
	private static void assertStalls(VoidCoroutine block) {
		List<String> order = new ArrayList<>();
		run(() -> {
			Task<?> blocking = createTask(() -> {
				order.add("blocks");
				block.run();
				order.add("goes on");
			});
			Task<?> ready = createTask(() -> order.add("other"));
			gather(blocking, ready);
		});
		assertThat(order).containsExactly("blocks", "goes on", "other");
	}

	@Test
	void aThreadsafeCallFromInsideKeepsItsPlace() {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			time.loop.callSoonThreadsafe(() -> time.note("one"));
			time.loop.callSoon(() -> time.note("two"));
			time.loop.callSoonThreadsafe(() -> time.note("three"));
			Asyncio.sleep(ZERO);
		});
		assertThat(time.trail).containsExactly("0 one", "0 two", "0 three");
	}

	@Test
	void aCallOfAnotherThreadCanBeCancelled() throws InterruptedException {
		VirtualTime time = new VirtualTime();
		Thread thread = Thread.ofPlatform().start(() -> {
			time.loop.callSoonThreadsafe(() -> time.note("one")).cancel();
			time.loop.callSoonThreadsafe(() -> time.note("two"));
		});
		thread.join();
		time.run(() -> Asyncio.sleep(ZERO));
		assertThat(time.trail).containsExactly("0 two");
	}

}
