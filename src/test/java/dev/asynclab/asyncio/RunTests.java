package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.shield;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.toThread;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 1 to 4.
 */
@Timeout(120)
class RunTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 1. */
	@Test
	void returnsTheValueOfMain() {
		assertThat(this.time.<Integer>run(() -> 42)).isEqualTo(42);
	}

	/** Fact 1. */
	@Test
	void throwsTheErrorOfMainItself() {
		IOException error = new IOException("no");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.time.run((VoidCoroutine) () -> {
			throw error;
		})).isSameAs(error);
	}

	/** Fact 1. */
	@Test
	void letsTheCancelledErrorOfMainOut() {
		assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> this.time.run((VoidCoroutine) () -> {
			throw new CancelledError("mine");
		})).withMessage("mine");
	}

	/** Fact 2. */
	@Test
	void refusesToRunInsideALoop() {
		this.time.run(() -> assertThatIllegalStateException().isThrownBy(() -> Asyncio.run(() -> 1))
			.withMessage("asyncio.run() cannot be called from a running event loop"));
	}

	/** Fact 3. */
	@Test
	void cancelsAndAwaitsTheTasksThatAreLeft() {
		this.time.run(() -> {
			this.time.noted("plain", 500, 1);
			this.time.cleaning("slow", 500, 100);
			this.time.suppressing(300, "value");
			sleep(ofMillis(50));
		});
		assertThat(this.time.trail).containsExactly("0 plain started", "50 plain cancelled", "50 suppressed",
				"150 slow cleaned up");
		assertThat(this.time.now()).isEqualTo(300);
		assertThat(this.time.loop.isClosed()).isTrue();
	}

	/** Fact 3. */
	@Test
	void cancelsTheTasksThatAreLeftWhenMainFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.time.run((VoidCoroutine) () -> {
			this.time.noted("left", 500, 1);
			sleep(ofMillis(50));
			throw new IllegalStateException("main");
		})).withMessage("main");
		assertThat(this.time.trail).containsExactly("0 left started", "50 left cancelled");
	}

	/** Fact 3. */
	@Test
	void reportsErrorsOfTheTasksThatAreLeft() {
		IOException error = new IOException("in cleanup");
		this.time.run(() -> {
			createTask("left", () -> {
				try {
					sleep(ofMillis(500));
				}
				catch (CancelledError cancelled) {
					throw error;
				}
			});
			sleep(ZERO);
		});
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("unhandled exception during asyncio.run() shutdown");
			assertThat(report.exception()).isSameAs(error);
			assertThat(report.future()).isInstanceOfSatisfying(Task.class,
					(task) -> assertThat(task.getName()).isEqualTo("left"));
		});
	}

	/** Fact 3. */
	@Test
	void shieldDoesNotProtectWhenMainEnds() {
		this.time.run(() -> {
			Task<Integer> inner = this.time.noted("inner", 500, 1);
			createTask(() -> shield(inner));
			sleep(ofMillis(50));
		});
		assertThat(this.time.trail).containsExactly("0 inner started", "50 inner cancelled");
	}

	/** Fact 3. */
	@Test
	void waitsForThreads() {
		CountDownLatch started = new CountDownLatch(1);
		List<String> done = new ArrayList<>();
		Asyncio.run(() -> {
			EventLoop loop = EventLoop.running();
			Task<String> task = createTask(() -> toThread(() -> {
				started.countDown();
				loop.callSoonThreadsafe(() -> {
				});
				done.add("thread");
				return "";
			}));
			sleep(ZERO);
			started.await();
			task.cancel();
		});
		assertThat(done).containsExactly("thread");
	}

	/** Fact 4, with an interrupt in place of SIGINT. */
	@Test
	void interruptingTheCallerCancelsMain() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> Asyncio.run(() -> sleep(ofHours(1))));
		assertThat(Thread.interrupted()).isTrue();
	}

	/** Facts 3 and 4. */
	@Test
	void anInterruptDoesNotCutCleanupsShort() {
		List<String> trail = new ArrayList<>();
		assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> Asyncio.run(() -> {
			createTask(() -> {
				try {
					sleep(ofHours(1));
				}
				finally {
					sleep(ofMillis(1));
					trail.add("cleaned up");
				}
			});
			sleep(ZERO);
			EventLoop.running().callSoon(() -> Thread.currentThread().interrupt());
			sleep(ofHours(1));
		}));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(trail).containsExactly("cleaned up");
	}

	/** Fact 4, with an error of the machine in place of KeyboardInterrupt. */
	@Test
	void anErrorOfTheMachineTearsTheLoopDown() {
		InternalError error = new InternalError("broken");
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			createTask(() -> {
				throw error;
			});
			sleep(ofMillis(500));
			this.time.note("never");
		})).isSameAs(error);
		assertThat(this.time.trail).isEmpty();
		assertThat(this.time.now()).isZero();
	}

	/** Fact 4: the tasks that are left clean up, and then the error leaves. */
	@Test
	void anErrorOfTheMachineInMainAwaitsTheCleanups() {
		InternalError error = new InternalError("broken");
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			this.time.cleaning("child", 500, 100);
			sleep(ZERO);
			throw error;
		})).isSameAs(error);
		assertThat(this.time.trail).containsExactly("100 child cleaned up");
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void aLoopRunsAgainAfterAnErrorOfTheMachine() {
		EventLoop loop = this.time.loop;
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> loop.runUntilComplete(() -> {
			throw new InternalError("broken");
		}));
		assertThat(loop.<String>runUntilComplete(() -> sleep(ofMillis(10), "value"))).isEqualTo("value");
		loop.close();
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void runsForeverUntilStopped() {
		EventLoop loop = this.time.loop;
		loop.callSoon(() -> {
			loop.callSoon(() -> this.time.note("next run"));
			loop.stop();
		});
		loop.callSoon(() -> this.time.note("same iteration"));
		loop.runForever();
		assertThat(this.time.trail).containsExactly("0 same iteration");
		loop.stop();
		loop.runForever();
		assertThat(this.time.trail).containsExactly("0 same iteration", "0 next run");
		loop.callLater(ofMillis(100), loop::stop);
		loop.runForever();
		assertThat(this.time.now()).isEqualTo(100);
		loop.close();
	}

	@Test
	void stopBeforeTheFutureIsDoneIsAnError() {
		EventLoop loop = this.time.loop;
		Future<String> future = loop.createFuture();
		loop.callSoon(loop::stop);
		assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(future))
			.withMessage("Event loop stopped before Future completed.");
		loop.callSoon(() -> future.setResult("value"));
		assertThat(loop.runUntilComplete(future)).isEqualTo("value");
		loop.close();
	}

	@Test
	void anInterruptStopsALoopThatRunsForever() {
		Thread.currentThread().interrupt();
		this.time.loop.runForever();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void refusesTheFutureOfAnotherLoop() {
		Future<String> foreign = new EventLoop().createFuture();
		assertThatIllegalArgumentException().isThrownBy(() -> this.time.loop.runUntilComplete(foreign))
			.withMessage("The future belongs to a different loop than the one specified as the loop argument");
	}

	@Test
	void canBeInDebugMode() {
		assertThat(Asyncio.<Boolean>run(() -> EventLoop.running().getDebug(), true)).isTrue();
		assertThat(Asyncio.<Boolean>run(() -> EventLoop.running().getDebug(), false)).isFalse();
	}

	@Test
	void aLoopThatWasStoppedGoesOnWithTheNextRun() {
		EventLoop loop = this.time.loop;
		int[] count = new int[1];
		Task<?> task = loop.createTask(null, () -> {
			while (count[0] < 10) {
				sleep(ofMillis(100));
				count[0]++;
				if (count[0] == 2) {
					loop.stop();
				}
			}
			return 1;
		});
		assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(task))
			.withMessage("Event loop stopped before Future completed.");
		assertThat(task.done()).isFalse();
		assertThat(count[0]).isEqualTo(2);
		task.cancel();
		assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(task));
	}

	@Test
	void runsWhatIsReadyOnceIfItWasStoppedBefore() {
		EventLoop loop = this.time.loop;
		loop.stop();
		loop.callSoon(() -> {
			this.time.note("once");
			loop.callSoon(() -> this.time.note("not yet"));
		});
		loop.runForever();
		assertThat(this.time.trail).containsExactly("0 once");
	}

	@Test
	void aClosedLoopRunsAndTakesNothing() {
		EventLoop loop = this.time.loop;
		assertThat(loop.isClosed()).isFalse();
		loop.close();
		loop.close();
		assertThat(loop.isClosed()).isTrue();
		assertThatIllegalStateException().isThrownBy(loop::runForever).withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(loop.createFuture()))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.callSoon(() -> this.time.note("never")))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.callLater(ofMillis(1), () -> this.time.note("never")))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.callAt(1, () -> this.time.note("never")))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.callSoonThreadsafe(() -> this.time.note("never")))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.createTask(null, () -> 1))
			.withMessage("Event loop is closed");
		assertThatIllegalStateException().isThrownBy(() -> loop.runInExecutor(null, () -> 1))
			.withMessage("Event loop is closed");
	}

	@Test
	void aRunningLoopCanNotBeClosedOrRun() {
		this.time.run(() -> {
			EventLoop loop = EventLoop.running();
			assertThatIllegalStateException().isThrownBy(loop::close).withMessage("Cannot close a running event loop");
			assertThatIllegalStateException().isThrownBy(loop::runForever)
				.withMessage("This event loop is already running");
			EventLoop other = new EventLoop();
			assertThatIllegalStateException().isThrownBy(other::runForever)
				.withMessage("Cannot run the event loop while another loop is running");
			other.close();
		});
	}

	@Test
	void callsBackSoonLaterAndAtATime() {
		this.time.run(() -> {
			EventLoop loop = EventLoop.running();
			double now = loop.time();
			loop.callAt(now + 0.3, () -> this.time.note("at"));
			loop.callLater(ofMillis(200), () -> this.time.note("later"));
			loop.callLater(ofMillis(-1), () -> this.time.note("in the past"));
			loop.callSoon(() -> this.time.note("soon"));
			loop.callSoon(() -> this.time.note("never")).cancel();
			TimerHandle cancelled = loop.callLater(ofMillis(100), () -> this.time.note("never"));
			assertThat(cancelled.when()).isEqualTo(now + 0.1);
			cancelled.cancel();
			assertThat(cancelled.cancelled()).isTrue();
			sleep(ofMillis(500));
		});
		assertThat(this.time.trail).containsExactly("0 soon", "0 in the past", "200 later", "300 at");
	}

	@Test
	void afterAnErrorOfMainNothingOfItIsReported() {
		assertThatIllegalStateException().isThrownBy(() -> this.time.run(() -> {
			throw new IllegalStateException("main");
		})).withMessage("main");
		assertThat(this.time.reports).isEmpty();
	}

}
