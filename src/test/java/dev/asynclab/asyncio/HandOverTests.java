package dev.asynclab.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What would break a {@link HandOver}, on the loop's own thread and with the baton: the
 * build runs this package's tests with the JDK opened and without.
 */
@Timeout(120)
class HandOverTests {

	private static final boolean OPENED = Object.class.getModule().isOpen("java.lang", HandOverTests.class.getModule());

	private static final List<String> seen = Collections.synchronizedList(new ArrayList<>());

	private static Future<String> wake = new EventLoop().createFuture();

	private static Future<String> wakeSecond = new EventLoop().createFuture();

	@Test
	void tasksRunOnTheLoopsThreadIfTheJdkIsOpened() {
		String carrier = "@" + Thread.currentThread().getName();
		assertThat(run(() -> Thread.currentThread().toString().endsWith(carrier))).isEqualTo(OPENED);
	}

	@Test
	void aLoopThatAVirtualThreadRunsFirstKeepsTheBaton() throws Exception {
		assertThat(onVirtualThread(() -> run(() -> {
			EventLoop loop = EventLoop.running();
			Future<Thread> home = loop.createFuture();
			loop.callSoon(() -> home.setResult(Thread.currentThread()));
			return home.await().isVirtual() && Thread.currentThread().toString().contains("ForkJoinPool");
		}))).isTrue();
	}

	@Test
	void aTaskGoesOnInALaterRunOnAnotherThread() throws Exception {
		EventLoop loop = new EventLoop();
		AtomicBoolean interrupted = new AtomicBoolean();
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		Future<@Nullable Void> goOn = loop.createFuture();
		Task<String> survivor = loop.createTask("survivor", () -> {
			thread.complete(Thread.currentThread());
			goOn.await();
			interrupted.set(Thread.interrupted());
			sleep(ofMillis(1));
			return "done";
		});
		loop.<@Nullable Void>runUntilComplete(() -> {
			sleep(ZERO);
			return null;
		});
		thread.join().interrupt();
		assertThat(thread.join().getStackTrace()).isNotEmpty();
		assertThat(thread.join().isAlive()).isTrue();
		assertThat(onPlatformThread(() -> loop.runUntilComplete(() -> {
			goOn.setResult(null);
			return survivor.await();
		}))).isEqualTo("done");
		assertThat(interrupted).isTrue();
		loop.close();
	}

	@Test
	void aTaskGoesOnInARunOfAVirtualThreadAndBack() throws Exception {
		EventLoop loop = new EventLoop();
		Task<Integer> survivor = loop.createTask(null, () -> {
			int steps = 0;
			for (; steps < 30; steps++) {
				sleep(ZERO);
			}
			return steps;
		});
		Callable<@Nullable Void> tenSteps = () -> loop.<@Nullable Void>runUntilComplete(() -> {
			for (int step = 0; step < 10; step++) {
				sleep(ZERO);
			}
			return null;
		});
		tenSteps.call();
		onVirtualThread(tenSteps);
		assertThat(survivor.done()).isFalse();
		assertThat(loop.runUntilComplete(survivor)).isEqualTo(30);
		loop.close();
	}

	@Test
	void anInterruptOfAVirtualThreadThatWaitsForAPlatformThreadsLoopCancels() throws Exception {
		EventLoop loop = new EventLoop();
		loop.<@Nullable Void>runUntilComplete(() -> null);
		assertThat(onVirtualThread(() -> {
			Thread caller = Thread.currentThread();
			assertThatThrownBy(() -> loop.<@Nullable Void>runUntilComplete(() -> {
				caller.interrupt();
				sleep(ofHours(1));
				return null;
			})).isInstanceOf(CancelledError.class);
			return Thread.interrupted();
		})).isTrue();
		loop.close();
	}

	@Test
	void threadsThatATaskStartsAreNotTheLoops() throws Exception {
		CountDownLatch loopHasEnded = new CountDownLatch(1);
		List<CompletableFuture<String>> carriers = List.of(new CompletableFuture<>(), new CompletableFuture<>());
		run(() -> Thread.startVirtualThread(() -> {
			awaitQuietly(loopHasEnded);
			carriers.getFirst().complete(Thread.currentThread().toString());
			Thread.startVirtualThread(() -> carriers.getLast().complete(Thread.currentThread().toString()));
		}));
		loopHasEnded.countDown();
		for (CompletableFuture<String> carrier : carriers) {
			assertThat(carrier.get()).contains("ForkJoinPool");
		}
	}

	@Test
	void aThreadThatATaskStartsRunsALoopOfItsOwn() {
		assertThat(run(() -> {
			CompletableFuture<Integer> inner = new CompletableFuture<>();
			Thread.startVirtualThread(() -> inner.complete(run(() -> {
				sleep(ofMillis(1));
				return 5;
			})));
			return Asyncio.await(inner);
		})).isEqualTo(5);
	}

	@Test
	void aTaskSeesNoThreadLocalsOfHome() {
		InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
		ThreadLocal<String> own = new ThreadLocal<>();
		inherited.set("home's");
		own.set("home's");
		assertThat(run(() -> {
			String before = inherited.get() + " " + own.get();
			own.set("the task's");
			sleep(ZERO);
			return before + " " + own.get();
		})).isEqualTo("null null the task's");
		assertThat(own.get()).isEqualTo("home's");
	}

	@Test
	void aTaskWaitsInAMonitor() {
		Object monitor = new Object();
		assertThat(run(() -> {
			Task<Integer> other = createTask(() -> {
				int steps = 0;
				for (; steps < 100; steps++) {
					sleep(ZERO);
				}
				return steps;
			});
			synchronized (monitor) {
				return other.await();
			}
		})).isEqualTo(100);
	}

	@Test
	void aTaskWaitsInAClassInitializer() {
		assertThat(run(() -> {
			wake = EventLoop.running().createFuture();
			Task<String> pinned = createTask(() -> Pinned.VALUE);
			for (int step = 0; step < 100; step++) {
				sleep(ZERO);
			}
			assertThat(pinned.done()).isFalse();
			wake.setResult("woken");
			String value = pinned.await();
			sleep(ofMillis(1));
			return value;
		})).isEqualTo("woken");
	}

	// With the baton each of them keeps one of the JVM's carriers, of which there may be
	// two.
	@Test
	void twoTasksWaitInClassInitializers() {
		assumeThat(OPENED).isTrue();
		assertThat(run(() -> {
			EventLoop loop = EventLoop.running();
			wake = loop.createFuture();
			wakeSecond = loop.createFuture();
			Task<String> first = createTask(() -> FirstPinned.VALUE);
			Task<String> second = createTask(() -> SecondPinned.VALUE);
			sleep(ofMillis(1));
			wake.setResult("first");
			String value = first.await();
			sleep(ofMillis(1));
			wakeSecond.setResult("second");
			return value + " " + second.await();
		})).isEqualTo("first second");
	}

	@Test
	void aTaskWaitsManyTimesInAClassInitializer() {
		assertThat(run(() -> {
			int[] beats = new int[1];
			Task<Void> others = createTask(() -> {
				while (true) {
					beats[0]++;
					sleep(ZERO);
				}
			});
			int steps = ManySteps.VALUE;
			others.cancel();
			return steps == 1000 && beats[0] >= 1000;
		})).isTrue();
	}

	@Test
	void callbacksRunWhileATaskWaitsInAClassInitializer() {
		assertThat(run(() -> WithCallbacks.VALUE)).isEqualTo(100);
	}

	@Test
	void theRunsEndCancelsATaskInAClassInitializer() {
		seen.clear();
		run(() -> {
			createTask(() -> CancelledInside.VALUE);
			sleep(ofMillis(1));
		});
		assertThat(seen).containsExactly("cancelled");
	}

	@Test
	void anInterruptOfHomeReachesTheLoopWhileATaskKeepsItsThread() {
		Thread home = Thread.currentThread();
		assertThatThrownBy(() -> run(() -> {
			createTask(() -> InterruptedOutside.VALUE);
			sleep(ofMillis(1));
			home.interrupt();
			sleep(ofHours(1));
		})).isInstanceOf(CancelledError.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void anEagerTaskOfACallbackInAClassInitializerNeedsTheBaton() {
		ThrowingCallable run = () -> run(() -> {
			EventLoop loop = EventLoop.running();
			loop.setTaskFactory(TaskFactory.eager());
			loop.callSoon(() -> createTask(() -> EagerPinned.VALUE));
			sleep(ofMillis(1));
		});
		if (OPENED) {
			assertThatThrownBy(run).isInstanceOf(IllegalStateException.class).hasMessageContaining("initializer");
		}
		else {
			assertThatCode(run).doesNotThrowAnyException();
		}
	}

	@Test
	void anInterruptOfABusyHomeCancelsOnce() {
		for (int round = 0; round < 100; round++) {
			Thread home = Thread.currentThread();
			AtomicInteger cancellations = new AtomicInteger();
			CountDownLatch busy = new CountDownLatch(1);
			Thread.ofPlatform().start(() -> {
				awaitQuietly(busy);
				home.interrupt();
			});
			assertThatThrownBy(() -> run(() -> {
				while (true) {
					try {
						sleep(ZERO);
						busy.countDown();
					}
					catch (CancelledError error) {
						cancellations.incrementAndGet();
						throw error;
					}
				}
			})).isInstanceOf(CancelledError.class);
			assertThat(Thread.interrupted()).isTrue();
			assertThat(cancellations).hasValue(1);
		}
	}

	@Test
	void anInterruptOfHomeWaitsForATaskThatBlocks() {
		Thread home = Thread.currentThread();
		List<String> events = new ArrayList<>();
		assertThatThrownBy(() -> run(() -> {
			interrupt(home);
			Thread.sleep(ofMillis(5));
			events.add("blocked");
			sleep(ofHours(1));
		})).isInstanceOf(CancelledError.class);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(events).containsExactly("blocked");
	}

	@Test
	void aSecondInterruptOfHomeCancelsAgain() {
		Thread home = Thread.currentThread();
		AtomicInteger cancellations = new AtomicInteger();
		assertThat(run(() -> {
			for (int round = 0; round < 2; round++) {
				try {
					interrupt(home);
					sleep(ofHours(1));
				}
				catch (CancelledError error) {
					cancellations.incrementAndGet();
				}
			}
			return "went on";
		})).isEqualTo("went on");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(cancellations).hasValue(2);
	}

	@Test
	void anInterruptOfHomeIsSeenAfterACallbackThatUsedAChannel() {
		Thread home = Thread.currentThread();
		assertThatThrownBy(() -> run(() -> {
			EventLoop.running().callSoon(() -> {
				useAChannel();
				Thread.ofPlatform().start(home::interrupt);
			});
			sleep(ofHours(1));
		})).isInstanceOf(CancelledError.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void stackTracesOfRunningTasksDisturbNothing() {
		assertThat(stepsWhile(StackTraces::take)).isEqualTo(50_000);
	}

	@Test
	void unparksOfWaitingTasksDisturbNothing() {
		assertThat(stepsWhile(LockSupport::unpark)).isEqualTo(50_000);
	}

	@Test
	void interruptsOfWaitingTasksDisturbNothing() {
		assertThat(stepsWhile(Thread::interrupt)).isEqualTo(50_000);
	}

	// Ten tasks take 5,000 steps each, one at a time, and block now and then.
	private static int stepsWhile(Consumer<Thread> disturbance) {
		ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
		AtomicBoolean over = new AtomicBoolean();
		Thread disturber = Thread.ofPlatform().start(() -> {
			while (!over.get()) {
				threads.forEach(disturbance);
			}
		});
		int[] steps = new int[1];
		AtomicInteger running = new AtomicInteger();
		run(() -> {
			List<Task<@Nullable Void>> tasks = new ArrayList<>();
			for (int task = 0; task < 10; task++) {
				tasks.add(Asyncio.<@Nullable Void>createTask(() -> {
					threads.add(Thread.currentThread());
					for (int step = 0; step < 5_000; step++) {
						sleep((step % 50 == 0) ? Duration.ofNanos(1000) : ZERO);
						assertThat(running.incrementAndGet()).isEqualTo(1);
						steps[0]++;
						if (step % 500 == 0) {
							LockSupport.parkNanos(1000);
						}
						running.decrementAndGet();
					}
					return null;
				}));
			}
			Asyncio.gather(tasks);
		});
		over.set(true);
		joinQuietly(disturber);
		return steps[0];
	}

	@Test
	void aStackThatOverflowsEndsItsTaskOnly() {
		assertThat(run(() -> {
			int overflows = 0;
			for (int task = 0; task < 5; task++) {
				try {
					createTask(() -> descend(0)).await();
				}
				catch (StackOverflowError error) {
					overflows++;
				}
				sleep(ZERO);
			}
			return overflows;
		})).isEqualTo(5);
	}

	@Test
	void aStackThatIsDeepIsKept() {
		assertThat(run(() -> {
			Task<Void> other = createTask(() -> {
				while (true) {
					sleep(ZERO);
				}
			});
			int depth = createTask(() -> descendAwaiting(500)).await();
			other.cancel();
			return depth;
		})).isEqualTo(500);
	}

	private static int descend(int depth) {
		return (depth < 0) ? 0 : 1 + descend(depth + 1);
	}

	private static int descendAwaiting(int depth) {
		sleep(ZERO);
		return (depth == 0) ? 0 : 1 + descendAwaiting(depth - 1);
	}

	private static <T extends @Nullable Object> T onVirtualThread(Callable<T> code) throws Exception {
		return on(Thread.ofVirtual(), code);
	}

	private static <T extends @Nullable Object> T onPlatformThread(Callable<T> code) throws Exception {
		return on(Thread.ofPlatform(), code);
	}

	private static <T extends @Nullable Object> T on(Thread.Builder threads, Callable<T> code) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		threads.start(() -> {
			try {
				result.complete(code.call());
			}
			catch (Throwable error) {
				result.completeExceptionally(error);
			}
		});
		return result.get();
	}

	// From another thread, which has ended its work when this returns.
	private static void interrupt(Thread home) {
		CountDownLatch interrupted = new CountDownLatch(1);
		Thread.ofPlatform().start(() -> {
			home.interrupt();
			interrupted.countDown();
		});
		awaitQuietly(interrupted);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void joinQuietly(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void useAChannel() {
		try {
			Pipe pipe = Pipe.open();
			try (var sink = pipe.sink(); var source = pipe.source()) {
				sink.write(ByteBuffer.wrap(new byte[1]));
				source.read(ByteBuffer.allocate(1));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// What initializers call: a lambda of their own class would have to wait for them.

	private static int manySteps() {
		int steps = 0;
		for (; steps < 1000; steps++) {
			sleep((steps % 100 == 0) ? ofMillis(1) : ZERO);
		}
		return steps;
	}

	private static int callBack() {
		EventLoop loop = EventLoop.running();
		int sum = 0;
		for (int time = 0; time < 100; time++) {
			Future<Integer> called = loop.createFuture();
			loop.callSoon(() -> called.setResult(1));
			sum += called.await();
		}
		return sum;
	}

	private static boolean waitForCancellation() {
		try {
			sleep(ofHours(1));
			return false;
		}
		catch (CancelledError error) {
			seen.add("cancelled");
			return true;
		}
	}

	/** Keeps what it takes, so that it is taken. */
	private static final class StackTraces {

		private static final AtomicInteger FRAMES = new AtomicInteger();

		static void take(Thread thread) {
			FRAMES.addAndGet(thread.getStackTrace().length);
		}

	}

	private static final class Pinned {

		static final String VALUE = wake.await();

	}

	private static final class FirstPinned {

		static final String VALUE = wake.await();

	}

	private static final class SecondPinned {

		static final String VALUE = wakeSecond.await();

	}

	private static final class ManySteps {

		static final int VALUE = manySteps();

	}

	private static final class WithCallbacks {

		static final int VALUE = callBack();

	}

	private static final class CancelledInside {

		static final boolean VALUE = waitForCancellation();

	}

	private static final class InterruptedOutside {

		static final boolean VALUE = waitForCancellation();

	}

	private static final class EagerPinned {

		static final boolean VALUE = waitForCancellation();

	}

}
