package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.gathering;
import static dev.asynclab.asyncio.Asyncio.gatheringReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 24 to 31.
 */
@Timeout(120)
class GatherTests {

	private final VirtualTime time = new VirtualTime();

	private final IOException error = new IOException("X");

	/** Fact 24. */
	@Test
	void keepsArgumentOrder() {
		this.time.run(() -> {
			Task<String> slow = this.time.noted("slow", 200, "slow");
			Task<String> fast = this.time.noted("fast", 100, "fast");
			assertThat(gather(slow, fast, slow)).containsExactly("slow", "fast", "slow");
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(gather(List.<Task<String>>of())).isEmpty();
		});
		assertThat(this.time.trail).containsOnlyOnce("0 slow started");
	}

	/** Fact 24. */
	@Test
	void runsACoroutineThatIsGivenTwiceOnce() {
		this.time.run(() -> {
			List<String> ran = new ArrayList<>();
			Coroutine<Integer> twice = () -> {
				ran.add("twice");
				return ran.size();
			};
			Coroutine<Integer> once = () -> {
				ran.add("once");
				return ran.size();
			};
			assertThat(Asyncio.<Integer>gather(twice, once, twice)).containsExactly(1, 2, 1);
			assertThat(ran).containsExactly("twice", "once");
		});
	}

	/** Fact 25. */
	@Test
	void throwsTheFirstErrorAtOnceAndLetsTheOthersRun() {
		this.time.run(() -> {
			Task<String> bad = this.time.failing(100, this.error);
			Task<String> good = this.time.noted("good", 300, "value");
			Task<String> worse = this.time.failing(200, new IOException("swallowed"));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> gather(bad, good, worse))
				.isSameAs(this.error);
			assertThat(this.time.now()).isEqualTo(100);
			sleep(ofMillis(300));
			assertThat(good.result()).isEqualTo("value");
		});
		assertThat(this.time.reports).isEmpty();
	}

	/** Fact 26. */
	@Test
	void returnsExceptions() {
		this.time.run(() -> {
			Task<String> bad = this.time.failing(100, this.error);
			Task<String> good = this.time.noted("good", 300, "value");
			Task<String> cancelled = this.time.noted("cancelled", 300, "value");
			cancelled.cancel();
			List<?> results = gatherReturnExceptions(bad, good, cancelled);
			assertThat(results.get(0)).isSameAs(this.error);
			assertThat(results.get(1)).isEqualTo("value");
			assertThat(results.get(2)).isInstanceOf(CancelledError.class);
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 27. */
	@Test
	void aCancelledChildIsAnError() {
		this.time.run(() -> {
			Task<String> child = this.time.noted("child", 300, "");
			Task<String> sibling = this.time.noted("sibling", 300, "value");
			Future<List<String>> gathered = gathering(List.of(child, sibling));
			Task<?> awaiter = createTask(() -> await(gathered));
			sleep(ofMillis(100));
			child.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(awaiter.cancelling()).isZero();
			assertThat(awaiter.cancelled()).isTrue();
			assertThat(gathered.cancelled()).isFalse();
			assertThat(gathered.exception()).isInstanceOf(CancelledError.class);
			assertThat(await(sibling)).isEqualTo("value");
		});
	}

	/** Fact 28. */
	@Test
	void cancellingTheAwaiterCancelsTheUnfinished() {
		this.time.run(() -> {
			Task<String> finished = this.time.noted("finished", 50, "");
			Task<String> one = this.time.noted("one", 300, "");
			Task<String> two = this.time.noted("two", 300, "");
			Task<?> awaiter = createTask(() -> gather(finished, one, two));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(finished.cancelled()).isFalse();
			assertThat(one.cancelled() && two.cancelled()).isTrue();
		});
	}

	/** Fact 29. */
	@Test
	void cancelledItEndsWithTheFirstChild() {
		this.time.run(() -> {
			Task<String> quick = this.time.cleaning("quick", 500, 100);
			Task<String> slow = this.time.cleaning("slow", 500, 300);
			Task<?> awaiter = createTask(() -> gather(quick, slow));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(slow.done()).isFalse();
		});
	}

	/** Fact 29. */
	@Test
	void cancelledItThrowsTheErrorOfACleanup() {
		this.time.run(() -> {
			Task<String> raising = createTask(() -> {
				try {
					sleep(ofMillis(500));
					return "";
				}
				catch (CancelledError cancelled) {
					throw this.error;
				}
			});
			Task<?> awaiter = createTask(() -> gather(raising, this.time.noted("other", 500, "")));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(awaiter)).isSameAs(this.error);
		});
	}

	/** Fact 29. */
	@Test
	void returningExceptionsItWaitsForAllAndIsCancelledAllTheSame() {
		this.time.run(() -> {
			Task<String> quick = this.time.cleaning("quick", 500, 100);
			Task<String> slow = this.time.cleaning("slow", 500, 300);
			Task<?> awaiter = createTask(() -> gatherReturnExceptions(quick, slow));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(this.time.now()).isEqualTo(400);
		});
	}

	/** Fact 29: whose message it is shows in Python too. */
	@Test
	void theLastArgumentSaysWithWhichMessageItIsCancelled() {
		this.time.run(() -> {
			Task<String> refusing = this.time.suppressing(300, "refused");
			Task<String> last = this.time.cleaning("last", 500, 50);
			Task<?> awaiter = createTask(() -> gatherReturnExceptions(refusing, last));
			sleep(ofMillis(100));
			awaiter.cancel("message");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter)).withMessage("message");
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 30. */
	@Test
	void isCancelledAlsoIfAllChildrenRefuse() {
		this.time.run(() -> {
			Task<String> one = this.time.suppressing(200, "one");
			Task<String> two = this.time.suppressing(300, "two");
			Task<?> awaiter = createTask(() -> gather(one, two));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(this.time.now()).isEqualTo(300);
			assertThat(one.result() + two.result()).isEqualTo("onetwo");
		});
	}

	/** Fact 31. */
	@Test
	void cancellingItAfterAnErrorCancelsNoTask() {
		this.time.run(() -> {
			Task<String> running = this.time.noted("running", 300, "value");
			Future<List<String>> gathered = gathering(List.of(this.time.failing(100, this.error), running));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(gathered));
			assertThat(gathered.cancel()).isFalse();
			assertThat(await(running)).isEqualTo("value");
		});
	}

	@Test
	void refusesFuturesOfDifferentLoops() {
		Future<String> foreign = new EventLoop().createFuture();
		this.time.run(() -> {
			Future<String> own = EventLoop.running().createFuture();
			assertThatIllegalArgumentException().isThrownBy(() -> gather(own, foreign))
				.withMessage("The future belongs to a different loop than the one specified as the loop argument");
			assertThatIllegalArgumentException().isThrownBy(() -> gatherReturnExceptions(own, foreign));
			assertThatIllegalStateException().isThrownBy(() -> gather(foreign))
				.withMessageContaining("attached to a different loop");
		});
	}

	@Test
	void takesTasksAndCoroutinesMixed() {
		this.time.run(() -> {
			Coroutine<String> coroutine = () -> "coroutine";
			assertThat(Asyncio.<String>gather(this.time.noted("task", 100, "task"), coroutine, coroutine))
				.containsExactly("task", "coroutine", "coroutine");
			assertThat(Asyncio.<String>gather(List.<Awaitable<String>>of(coroutine))).containsExactly("coroutine");
		});
	}

	@Test
	void withReturnedExceptionsItIsAFutureToo() {
		this.time.run(() -> {
			Task<String> slow = this.time.noted("slow", 200, "slow");
			Future<List<@Nullable Object>> all = gatheringReturnExceptions(
					List.of(slow, this.time.failing(100, this.error)));
			assertThat(all.done()).isFalse();
			assertThat(await(all)).containsExactly("slow", this.error);
			assertThat(this.time.now()).isEqualTo(200);
		});
	}

	@Test
	void ofNothingIsAnEmptyList() {
		this.time.run(() -> assertThat(Asyncio.gather(List.<Future<Integer>>of())).isEmpty());
	}

	@Test
	void sameFuturesInTheirPlaces() {
		this.time.run(() -> {
			Future<Integer> one = this.time.loop.createFuture();
			Future<Integer> two = this.time.loop.createFuture();
			Future<List<Integer>> all = Asyncio.gathering(List.of(one, two, one));
			two.setResult(2);
			sleep(ofMillis(1));
			assertThat(all.done()).isFalse();
			one.setResult(1);
			sleep(ofMillis(1));
			assertThat(all.result()).containsExactly(1, 2, 1);
		});
	}

	@Test
	void anErrorOrCancellationBehindTheFirstErrorIsSwallowed() {
		this.time.run(() -> {
			List<Future<Integer>> children = List.of(this.time.loop.createFuture(), this.time.loop.createFuture(),
					this.time.loop.createFuture(), this.time.loop.createFuture());
			Future<List<Integer>> all = Asyncio.gathering(children);
			children.get(1).setException(new IllegalStateException("first"));
			sleep(ofMillis(1));
			children.get(0).setResult(1);
			children.get(2).setException(new IllegalStateException("second"));
			children.get(3).cancel();
			sleep(ofMillis(1));
			assertThat(all.exception()).hasMessage("first");
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void canNotBeCancelledOnceAllChildrenAreDone() {
		this.time.run(() -> {
			Future<Integer> future = this.time.loop.createFuture();
			Task<Integer> child = Asyncio.createTask(() -> future.await());
			Future<List<Integer>> all = Asyncio.gathering(List.of(child));
			sleep(ofMillis(1));
			boolean[] accepted = { true };
			child.addDoneCallback((done) -> accepted[0] = all.cancel());
			future.setResult(42);
			sleep(ofMillis(1));
			assertThat(accepted[0]).isFalse();
			assertThat(all.result()).containsExactly(42);
		});
	}

	@Test
	void tellsItsAwaiterTheMessageOfACancelledChild() {
		this.time.run(() -> {
			Task<?> task = Asyncio.createTask(() -> {
				while (true) {
					Asyncio.gatherReturnExceptions(Asyncio.createTask(() -> sleep(ofMillis(50))));
				}
			});
			sleep(ofMillis(220));
			task.cancel("my message");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> Asyncio.await(task))
				.withMessage("my message");
		});
	}

}
