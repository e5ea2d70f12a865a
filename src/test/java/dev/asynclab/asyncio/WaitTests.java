package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Facts 42 to 44.
 */
@Timeout(120)
class WaitTests {

	private final VirtualTime time = new VirtualTime();

	private final IOException error = new IOException("X");

	/** Fact 42. */
	@Test
	void throwsNoErrorAndCancelsNoTaskWhenTimeIsUp() {
		this.time.run(() -> {
			Task<String> failed = this.time.failing(100, this.error);
			Task<String> slow = this.time.noted("slow", 300, "value");
			DoneAndPending<Task<String>> result = Asyncio.wait(List.of(failed, slow), ofMillis(200),
					ReturnWhen.ALL_COMPLETED);
			assertThat(result.done()).containsExactly(failed);
			assertThat(result.pending()).containsExactly(slow);
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(await(slow)).isEqualTo("value");
		});
	}

	/** Fact 42. */
	@Test
	void cancelsNoTaskWhenItIsCancelled() {
		this.time.run(() -> {
			Task<String> running = this.time.noted("running", 300, "value");
			Task<?> waiter = createTask(() -> Asyncio.wait(List.of(running)));
			sleep(ofMillis(100));
			waiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(waiter));
			assertThat(await(running)).isEqualTo("value");
		});
	}

	/** Fact 43. */
	@Test
	void firstCompletedCountsAnyEnd() {
		this.time.run(() -> {
			Task<String> cancelled = this.time.failing(100, new CancelledError());
			Task<String> slow = this.time.noted("slow", 300, "");
			assertThat(Asyncio.wait(List.of(cancelled, slow), ReturnWhen.FIRST_COMPLETED).done())
				.containsExactly(cancelled);
			assertThat(Asyncio.wait(List.of(cancelled, slow), ReturnWhen.FIRST_COMPLETED).done())
				.containsExactly(cancelled);
			assertThat(this.time.now()).isEqualTo(100);
		});
	}

	/** Fact 43. */
	@Test
	void firstExceptionCountsFailuresOnly() {
		this.time.run(() -> {
			Task<String> cancelled = this.time.failing(100, new CancelledError());
			Task<String> failed = this.time.failing(200, this.error);
			Task<String> slow = this.time.noted("slow", 300, "");
			assertThat(Asyncio.wait(List.of(cancelled, failed, slow), ReturnWhen.FIRST_EXCEPTION).done())
				.containsExactly(cancelled, failed);
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(Asyncio.wait(List.of(cancelled, slow), ReturnWhen.FIRST_EXCEPTION).pending()).isEmpty();
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 43. */
	@Test
	void allThatEndedInTheSameIterationAreDone() {
		this.time.run(() -> {
			Task<String> one = this.time.noted("one", 100, "");
			Task<String> two = this.time.noted("two", 100, "");
			assertThat(Asyncio.wait(List.of(one, two), ReturnWhen.FIRST_COMPLETED).done()).containsExactly(one, two);
		});
	}

	/** Fact 44. */
	@Test
	void needsSomethingToWaitFor() {
		this.time.run(() -> assertThatIllegalArgumentException().isThrownBy(() -> Asyncio.wait(List.<Task<?>>of()))
			.withMessage("Set of Tasks/Futures is empty."));
	}

	/** Fact 44. */
	@Test
	void duplicatesCollapse() {
		this.time.run(() -> {
			Task<String> task = this.time.noted("task", 100, "");
			assertThat(Asyncio.wait(List.of(task, task)).done()).containsExactly(task);
		});
	}

	/** Fact 44. */
	@Test
	void withoutTimeItPolls() {
		this.time.run(() -> {
			Task<String> task = this.time.noted("task", 100, "");
			assertThat(Asyncio.wait(List.of(task), ZERO, ReturnWhen.ALL_COMPLETED).pending()).containsExactly(task);
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void allCompletedWaitsForTheLast() {
		this.time.run(() -> {
			Task<Integer> one = createTask(() -> sleep(ofMillis(100), 1));
			Task<Integer> two = createTask(() -> sleep(ofMillis(150), 2));
			DoneAndPending<Task<Integer>> all = Asyncio.wait(List.of(two, one));
			assertThat(all.done()).containsExactlyInAnyOrder(one, two);
			assertThat(all.pending()).isEmpty();
			assertThat(this.time.now()).isEqualTo(150);
			assertThat(Asyncio.wait(List.of(two, one)).done()).as("at once").hasSize(2);
			assertThat(this.time.now()).isEqualTo(150);
		});
	}

	@Test
	void aTimeLimitThatMeetsACompletionCountsIt() {
		this.time.run(() -> {
			Task<Integer> one = createTask(() -> sleep(ofMillis(100), 1));
			Task<Integer> two = createTask(() -> sleep(ofMillis(150), 2));
			sleep(ZERO);
			DoneAndPending<Task<Integer>> all = Asyncio.wait(List.of(two, one), ofMillis(100),
					ReturnWhen.ALL_COMPLETED);
			assertThat(all.done()).containsExactly(one);
			assertThat(all.pending()).containsExactly(two);
			assertThat(this.time.now()).isEqualTo(100);
		});
	}

	@Test
	void withoutAFailureFirstExceptionWaitsForAll() {
		this.time.run(() -> {
			Task<Integer> one = createTask(() -> sleep(ofMillis(100), 1));
			Task<Integer> two = createTask(() -> sleep(ofMillis(150), 2));
			assertThat(Asyncio.wait(List.of(one, two), ReturnWhen.FIRST_EXCEPTION).pending()).isEmpty();
		});
	}

	@Test
	void doneIsWhatIsDoneWhenTheWaiterGoesOn() {
		this.time.run(() -> {
			Task<?> one = createTask(() -> sleep(ZERO));
			Task<?> two = createTask(() -> {
				sleep(ZERO);
				sleep(ZERO);
			});
			assertThat(Asyncio.wait(List.of(two, one), ReturnWhen.FIRST_COMPLETED).done()).hasSize(2);
		});
	}

}
