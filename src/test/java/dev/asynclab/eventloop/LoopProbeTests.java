package dev.asynclab.eventloop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopProbe}: a clock that is moved by hand, a loop that answers when
 * told.
 */
class LoopProbeTests {

	private static final StackTraceElement BLOCK = new StackTraceElement("com.example.Shop", "block", "Shop.java", 42);

	private static final StackTraceElement OTHER = new StackTraceElement("com.example.Shop", "other", "Shop.java", 7);

	private static final StackTraceElement SLEEP = new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1);

	private static final StackTraceElement NETTY = new StackTraceElement("io.netty.Loop", "run", "Loop.java", 2);

	private static final StackTraceElement PARKED = new StackTraceElement("dev.asynclab.asyncio.Strand", "awaitTurn",
			"Strand.java", 3);

	private final FakeLoop loop = new FakeLoop();

	private final List<LoopStall> stalls = new ArrayList<>();

	private final List<Long> lags = new ArrayList<>();

	private long nowMs = 5_000;

	private Sample seen = sleeping(SLEEP, BLOCK, NETTY);

	private final LoopProbe probe = new LoopProbe(this.loop, () -> this.nowMs * 1_000_000, (_) -> this.seen,
			new WatchdogProperties(Duration.ofMillis(100), Duration.ofMillis(20), 10), new LoopProbe.Listener() {

				@Override
				public void lag(WatchedLoop loop, long lagNanos) {
					LoopProbeTests.this.lags.add(lagNanos / 1_000_000);
				}

				@Override
				public void stall(LoopStall stall, WatchedLoop loop) {
					LoopProbeTests.this.stalls.add(stall);
				}

			});

	@Test
	void tellsTheLagOfALoopThatAnswersInTime() {
		this.probe.tick(0);
		pass(99);
		this.loop.answer();
		tick(1, 0);
		assertThat(this.lags).containsExactly(99L);
		assertThat(this.stalls).isEmpty();
		assertThat(this.probe.ongoing()).isNull();
	}

	@Test
	void findsTheCulprit() {
		stallFor(15, 0);
		assertThat(this.stalls).singleElement().satisfies((stall) -> {
			assertThat(stall.cause()).isEqualTo(Cause.CULPRIT);
			assertThat(stall.durationMs()).isEqualTo(300);
			assertThat(stall.ongoing()).isFalse();
			assertThat(stall.culprit()).hasToString("Shop.block(Shop.java:42)");
			assertThat(stall.stack()).containsExactly(BLOCK.toString(), NETTY.toString());
			assertThat(stall.thread()).isEqualTo(Thread.currentThread().getName());
		});
		assertThat(this.lags).containsExactly(300L);
	}

	@Test
	void tellsAStallWhileItLasts() {
		this.probe.tick(0);
		for (int index = 0; index < 5; index++) {
			tick(20, 0);
		}
		assertThat(this.probe.ongoing()).satisfies((stall) -> {
			assertThat(stall.ongoing()).isTrue();
			assertThat(stall.durationMs()).isEqualTo(100);
			assertThat(stall.hasCulprit()).isTrue();
		});
		assertThat(this.stalls).isEmpty();
		this.probe.close();
		assertThat(this.stalls).singleElement().satisfies((stall) -> assertThat(stall.ongoing()).isFalse());
	}

	@Test
	void blamesNoCodeWhenTheWatchdogWasLateItself() {
		this.probe.tick(0);
		tick(20, 0);
		tick(20, 0);
		tick(400, 380);
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).singleElement().satisfies((stall) -> {
			assertThat(stall.cause()).isEqualTo(Cause.STARVED);
			assertThat(stall.durationMs()).isEqualTo(440);
			assertThat(stall.watchdogLateMs()).isEqualTo(380);
			assertThat(stall.culprit()).isNull();
		});
	}

	@Test
	void blamesACulpritWhoWasLongEnoughBesidesThePause() {
		this.probe.tick(0);
		tick(60, 0);
		tick(400, 380);
		tick(60, 0);
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).singleElement().satisfies((stall) -> assertThat(stall.hasCulprit()).isTrue());
	}

	@Test
	void blamesNoCodeWhenTheSamplesDisagree() {
		this.probe.tick(0);
		for (int index = 0; index < 10; index++) {
			this.seen = sleeping(SLEEP, (index % 2 == 0) ? BLOCK : OTHER, NETTY);
			tick(20, 0);
		}
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.STARVED);
	}

	@Test
	void blamesTheCulpritAndNotWhoRunsAfterIt() {
		this.probe.tick(0);
		for (int index = 0; index < 10; index++) {
			this.seen = sleeping(SLEEP, (index < 8) ? BLOCK : OTHER, NETTY);
			tick(20, 0);
		}
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).singleElement()
			.satisfies((stall) -> assertThat(stall.culprit()).hasToString("Shop.block(Shop.java:42)"));
	}

	@Test
	void blamesNoCodeWhenMostSamplesShowNone() {
		this.probe.tick(0);
		for (int index = 0; index < 10; index++) {
			this.seen = (index < 5) ? sleeping(SLEEP, BLOCK, NETTY) : sleeping(NETTY);
			tick(20, 0);
		}
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.STARVED);
	}

	@Test
	void blamesNoThreadThatWaitsForItsTurn() {
		this.seen = sleeping(SLEEP, PARKED, BLOCK);
		stallFor(10, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.STARVED);
	}

	@Test
	void blamesNoThreadThatWantsACoreAndGetsNone() {
		this.seen = new Sample(List.of(BLOCK, NETTY), true, 7);
		stallFor(10, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.STARVED);
	}

	@Test
	void blamesNoThreadThatWakesAnotherAndLosesItsCore() {
		StackTraceElement unpark = new StackTraceElement("jdk.internal.misc.Unsafe", "unpark", null, -2);
		this.seen = new Sample(List.of(unpark, BLOCK, NETTY), true, 7);
		stallFor(10, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.STARVED);
	}

	@Test
	void blamesWhoWaitsForASocket() {
		StackTraceElement read = new StackTraceElement("sun.nio.ch.SocketDispatcher", "read0", null, -2);
		this.seen = new Sample(List.of(read, BLOCK, NETTY), true, 7);
		stallFor(10, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.CULPRIT);
	}

	@Test
	void blamesWhoComputes() {
		this.probe.tick(0);
		for (int index = 0; index < 10; index++) {
			this.seen = new Sample(List.of(BLOCK, NETTY), true, index * 20_000_000L);
			tick(20, 0);
		}
		this.loop.answer();
		tick(20, 0);
		assertThat(this.stalls).extracting(LoopStall::cause).containsExactly(Cause.CULPRIT);
	}

	@Test
	void sendsNoHeartbeatToAnIdleLoop() {
		this.loop.idle = true;
		tick(20, 0);
		assertThat(this.loop.posted).isNull();
		this.loop.idle = false;
		tick(20, 0);
		assertThat(this.loop.posted).isNotNull();
	}

	@Test
	void noticesThatTheLoopHasEnded() {
		this.loop.ended = true;
		assertThat(this.probe.tick(0)).isFalse();
		assertThat(this.probe.ongoing()).isNull();
	}

	@Test
	void tellsTheLongestLagInAStretch() {
		long begin = this.nowMs * 1_000_000;
		this.probe.tick(0);
		pass(80);
		this.loop.answer();
		tick(20, 0);
		pass(50);
		assertThat(this.probe.longestLagNanos(begin, this.nowMs * 1_000_000)).isEqualTo(80_000_000);
		assertThat(this.probe.longestLagNanos(begin + 60_000_000, this.nowMs * 1_000_000)).isEqualTo(50_000_000);
		assertThat(this.probe.longestLagNanos(begin, begin + 30_000_000)).isEqualTo(30_000_000);
	}

	private void stallFor(int ticks, long lateMs) {
		this.probe.tick(0);
		for (int index = 0; index < ticks; index++) {
			tick(20, lateMs);
		}
		this.loop.answer();
		tick(0, 0);
	}

	private void tick(long afterMs, long lateMs) {
		pass(afterMs);
		this.probe.tick(lateMs * 1_000_000);
	}

	private void pass(long ms) {
		this.nowMs += ms;
	}

	private static Sample sleeping(StackTraceElement... stack) {
		return new Sample(List.of(stack), false, 0);
	}

	private static final class FakeLoop implements WatchedLoop {

		private boolean idle;

		private boolean ended;

		private @Nullable Runnable posted;

		void answer() {
			Runnable heartbeat = Objects.requireNonNull(this.posted);
			this.posted = null;
			heartbeat.run();
		}

		@Override
		public String name() {
			return "fake";
		}

		@Override
		public String kind() {
			return "asyncio";
		}

		@Override
		public boolean isIdle() {
			return this.idle;
		}

		@Override
		public boolean post(Runnable heartbeat) {
			this.posted = heartbeat;
			return !this.ended;
		}

		@Override
		public Thread thread() {
			return Thread.currentThread();
		}

	}

}
