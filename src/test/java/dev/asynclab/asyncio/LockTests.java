package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

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
class LockTests {

	private final VirtualTime time = new VirtualTime();

	private final Lock lock = new Lock();

	private final List<String> owners = new ArrayList<>();

	@Test
	void isFreeAtFirstAndAfterItsBlock() {
		this.time.run(() -> {
			assertThat(this.lock.locked()).isFalse();
			assertThat(this.lock.with(() -> this.lock.locked())).isTrue();
			assertThat(this.lock.locked()).isFalse();
			assertThatIllegalStateException().isThrownBy(() -> this.lock.with(() -> {
				throw new IllegalStateException("block");
			})).withMessage("block");
			assertThat(this.lock.locked()).isFalse();
		});
	}

	@Test
	void aReleaseLetsOneInAtATimeAndInOrder() {
		this.time.run(() -> {
			this.lock.acquire();
			Task<?> one = acquiring("one");
			Task<?> two = acquiring("two");
			sleep(ZERO);
			assertThat(this.owners).isEmpty();
			this.lock.release();
			sleep(ZERO);
			assertThat(this.owners).containsExactly("one");
			sleep(ZERO);
			assertThat(this.owners).containsExactly("one");
			Task<?> three = acquiring("three");
			this.lock.release();
			sleep(ZERO);
			assertThat(this.owners).containsExactly("one", "two");
			this.lock.release();
			sleep(ZERO);
			assertThat(this.owners).containsExactly("one", "two", "three");
			assertThat(List.of(one, two, three)).allMatch(Future::done);
		});
	}

	@Test
	void releaseNeedsAnOwner() {
		assertThatIllegalStateException().isThrownBy(this.lock::release).withMessage("Lock is not acquired.");
		this.time.run(() -> {
			this.lock.acquire();
			this.lock.release();
			assertThat(this.lock.locked()).isFalse();
		});
	}

	@Test
	void aCancelledWaiterLeavesTheQueue() {
		this.time.run(() -> {
			this.lock.acquire();
			Task<?> waiter = acquiring("waiter");
			this.time.loop.callSoon(waiter::cancel);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(waiter));
			assertThat(this.lock).hasToString("<Lock [locked]>");
		});
	}

	@Test
	void aReleaseSkipsAWaiterThatIsCancelled() {
		this.time.run(() -> {
			this.lock.acquire();
			Task<?> cancelled = acquiring("cancelled");
			Task<?> next = acquiring("next");
			sleep(ZERO);
			assertThat(this.lock).hasToString("<Lock [locked, waiters:2]>");
			cancelled.cancel();
			this.lock.release();
			await(next);
			assertThat(cancelled.cancelled()).isTrue();
			assertThat(this.owners).containsExactly("next");
		});
	}

	@Test
	void aReleaseAfterACancellationLetsOnlyOneIn() {
		this.time.run(() -> {
			this.lock.acquire();
			Task<?> one = acquiring("one");
			Task<?> two = acquiring("two");
			Task<?> three = acquiring("three");
			sleep(ZERO);
			this.time.loop.callSoon(() -> {
				one.cancel();
				this.lock.release();
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(one));
			assertThat(two.done()).isTrue();
			assertThat(this.owners).containsExactly("two");
			three.cancel();
			sleep(ZERO);
			assertThat(three.cancelled()).isTrue();
		});
	}

	@Test
	void aWaiterThatIsWokenAndCancelledLetsTheNextIn() {
		this.time.run(() -> {
			this.lock.acquire();
			Task<?> one = acquiring("one");
			sleep(ZERO);
			Task<?> two = acquiring("two");
			one.cancel();
			this.lock.release();
			sleep(ZERO);
			assertThat(this.lock.locked()).isTrue();
			assertThat(one.cancelled()).isTrue();
			await(two);
			assertThat(this.owners).containsExactly("two");
		});
	}

	@Test
	void tellsItsStateAndHowManyWait() {
		this.time.run(() -> {
			assertThat(this.lock).hasToString("<Lock [unlocked]>");
			this.lock.acquire();
			assertThat(this.lock).hasToString("<Lock [locked]>");
			acquiring("one");
			sleep(ZERO);
			assertThat(this.lock).hasToString("<Lock [locked, waiters:1]>");
		});
	}

	private Task<?> acquiring(String name) {
		return createTask(() -> {
			this.lock.acquire();
			this.owners.add(name);
		});
	}

}
