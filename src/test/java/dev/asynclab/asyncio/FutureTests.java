package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class FutureTests {

	private final VirtualTime time = new VirtualTime();

	private final Future<Integer> future = this.time.loop.createFuture();

	private final IOException error = new IOException("X");

	@Test
	void isPendingAtFirst() {
		assertThat(this.future.done()).isFalse();
		assertThat(this.future.cancelled()).isFalse();
		assertThatExceptionOfType(InvalidStateError.class).isThrownBy(this.future::result);
		assertThatExceptionOfType(InvalidStateError.class).isThrownBy(this.future::exception);
	}

	@Test
	void endsWithAResult() {
		this.future.setResult(42);
		assertThat(this.future.done()).isTrue();
		assertThat(this.future.cancelled()).isFalse();
		assertThat(this.future.result()).isEqualTo(42);
		assertThat(this.future.exception()).isNull();
		assertIsOver();
	}

	@Test
	void endsWithAnError() {
		this.future.setException(this.error);
		assertThat(this.future.done()).isTrue();
		assertThat(this.future.cancelled()).isFalse();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.future::result).isSameAs(this.error);
		assertThat(this.future.exception()).isSameAs(this.error);
		assertIsOver();
	}

	@Test
	void endsByCancellation() {
		assertThat(this.future.cancel("enough")).isTrue();
		assertThat(this.future.done()).isTrue();
		assertThat(this.future.cancelled()).isTrue();
		assertThatExceptionOfType(CancelledError.class).isThrownBy(this.future::result).withMessage("enough");
		assertThatExceptionOfType(CancelledError.class).isThrownBy(this.future::exception).withMessage("enough");
		assertIsOver();
	}

	@Test
	void whatIsDoneIsAwaitedWithoutLettingOthersRun() {
		this.time.run(() -> {
			this.time.loop.callSoon(() -> this.future.setResult(42));
			assertThat(await(this.future)).isEqualTo(42);
			createTask(() -> this.time.note("other"));
			assertThat(await(this.future)).isEqualTo(42);
			assertThat(this.time.trail).isEmpty();
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 other");
	}

	@Test
	void canNotBeAwaitedOutsideATask() {
		assertThatIllegalStateException().isThrownBy(this.future::await).withMessage("no running event loop");
		this.time.run(() -> {
			this.time.loop.callSoon(() -> assertThatIllegalStateException().isThrownBy(this.future::await)
				.withMessage("await outside a task"));
			sleep(ZERO);
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void anErrorThatWasNeverReadIsReported() {
		this.future.setException(this.error);
		this.time.loop.close();
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("Future exception was never retrieved");
			assertThat(report.exception()).isSameAs(this.error);
			assertThat(report.future()).isSameAs(this.future);
		});
	}

	@Test
	void anErrorThatComesWhenTheLoopIsClosedIsReportedByTheNextClose() {
		this.time.loop.close();
		this.future.setException(this.error);
		assertThat(this.time.reports).isEmpty();
		this.time.loop.close();
		assertThat(this.time.reports).extracting(ExceptionContext::exception).containsExactly(this.error);
		this.time.loop.close();
		assertThat(this.time.reports).as("once").hasSize(1);
	}

	@Test
	void aGatherOfWhatWasCancelledInAClosedLoopIsReported() {
		this.future.cancel("x");
		this.time.loop.close();
		Future<?> gathering = Gather.of(this.time.loop, List.of(this.future));
		assertThat(gathering.done()).isTrue();
		this.time.loop.close();
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("_GatheringFuture exception was never retrieved");
			assertThat(report.exception()).isInstanceOf(CancelledError.class).hasMessage("x");
		});
	}

	@Test
	void anErrorThatComesWhenTheLoopIsClosedIsReportedWhenItsFutureIsCollected() {
		CountDownLatch reported = new CountDownLatch(1);
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((report) -> reported.countDown());
		Future<Integer> lost = loop.createFuture();
		loop.close();
		lost.setException(this.error);
		lost = loop.createFuture();
		while (reported.getCount() > 0) {
			System.gc();
			Thread.onSpinWait();
		}
		assertThat(lost.done()).isFalse();
	}

	@Test
	void anErrorThatWasReadIsNotReported() {
		this.future.setException(this.error);
		assertThat(this.future.exception()).isSameAs(this.error);
		this.time.loop.close();
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void anErrorThatWasThrownIsNotReported() {
		this.future.setException(this.error);
		assertThatExceptionOfType(IOException.class).isThrownBy(this.future::result);
		this.time.loop.close();
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void anErrorOfAFutureThatIsCancelledLaterIsNotReported() {
		this.future.setException(this.error);
		assertThat(this.future.cancel()).isFalse();
		this.time.loop.close();
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void neitherAResultNorAPendingFutureIsReported() {
		Future<Integer> pending = this.time.loop.createFuture();
		this.future.setResult(42);
		this.time.loop.close();
		assertThat(this.time.reports).isEmpty();
		assertThat(pending.done()).isFalse();
	}

	@Test
	void callsBackInOrderWithAResultAndWithAnError() {
		this.time.run(() -> {
			this.future.addDoneCallback((done) -> this.time.note("one " + done.result()));
			this.future.addDoneCallback((done) -> this.time.note("two"));
			this.future.setResult(42);
			assertThat(this.time.trail).isEmpty();
			Future<Integer> failed = this.time.loop.createFuture();
			failed.addDoneCallback((done) -> this.time.note("failed " + done.exception()));
			failed.setException(this.error);
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 one 42", "0 two", "0 failed " + this.error);
	}

	@Test
	void forgetsThoseCallbacksThatAreRemoved() {
		this.time.run(() -> {
			Consumer<Future<Integer>> one = (done) -> this.time.note("one");
			Consumer<Future<Integer>> two = (done) -> this.time.note("two");
			Consumer<Future<Integer>> three = (done) -> this.time.note("three");
			this.future.addDoneCallback(one);
			this.future.addDoneCallback(two);
			this.future.addDoneCallback(one);
			this.future.addDoneCallback(three);
			assertThat(this.future.removeDoneCallback(one)).isEqualTo(2);
			assertThat(this.future.removeDoneCallback(one)).isZero();
			assertThat(this.future.removeDoneCallback(three)).isEqualTo(1);
			this.future.setResult(42);
			assertThat(this.future.removeDoneCallback(two)).isZero();
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 two");
	}

	@Test
	void aCallbackMayAddAndRemoveOthers() {
		this.time.run(() -> {
			this.future.addDoneCallback((done) -> {
				this.time.note("first");
				done.addDoneCallback((again) -> this.time.note("late"));
			});
			this.future.addDoneCallback((done) -> this.time.note("second"));
			this.future.setResult(42);
			sleep(ZERO);
			assertThat(this.time.trail).containsExactly("0 first", "0 second");
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 first", "0 second", "0 late");
	}

	@Test
	void ofAClosedLoopItRunsNoCallback() {
		Future<Integer> watched = this.time.loop.createFuture();
		watched.addDoneCallback((done) -> this.time.note("never"));
		this.time.loop.close();
		this.future.setResult(42);
		assertThatIllegalStateException().isThrownBy(() -> watched.setResult(42)).withMessage("Event loop is closed");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.future.addDoneCallback((done) -> this.time.note("never")))
			.withMessage("Event loop is closed");
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void aStageThatIsDoneKeepsItsResultWhenItsAwaiterIsCancelled() {
		this.time.run(() -> {
			CompletableFuture<Integer> stage = new CompletableFuture<>();
			Task<Integer> task = createTask(() -> await(stage));
			sleep(ZERO);
			stage.complete(42);
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(stage.join()).isEqualTo(42);
		});
	}

	private void assertIsOver() {
		assertThatExceptionOfType(InvalidStateError.class).isThrownBy(() -> this.future.setResult(1));
		assertThatExceptionOfType(InvalidStateError.class).isThrownBy(() -> this.future.setException(this.error));
		assertThat(this.future.cancel()).isFalse();
	}

}
