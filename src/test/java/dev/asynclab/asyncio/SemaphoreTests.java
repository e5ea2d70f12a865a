package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.taskGroup;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class SemaphoreTests {

	private final VirtualTime time = new VirtualTime();

	private final List<String> inside = new ArrayList<>();

	@Test
	void withoutPermitsItIsLocked() {
		assertThat(new Semaphore(0).locked()).isTrue();
		assertThat(new Semaphore(1).locked()).isFalse();
	}

	@Test
	void letsAsManyInAsItHasPermits() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(3);
			semaphore.acquire();
			semaphore.acquire();
			assertThat(semaphore.locked()).isFalse();
			Task<?> one = acquiring(semaphore, "one");
			acquiring(semaphore, "two");
			acquiring(semaphore, "three");
			sleep(ZERO);
			assertThat(one.done()).isTrue();
			assertThat(semaphore).hasToString("<Semaphore [locked, waiters:2]>");
			acquiring(semaphore, "four");
			semaphore.release();
			semaphore.release();
			sleep(ZERO);
			assertThat(this.inside).containsExactly("one", "two", "three");
			assertThat(semaphore).hasToString("<Semaphore [locked, waiters:1]>");
			semaphore.release();
			sleep(ZERO);
			assertThat(this.inside).containsExactly("one", "two", "three", "four");
		});
	}

	@Test
	void aCancelledWaiterLeavesTheQueue() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore();
			semaphore.acquire();
			Task<?> waiter = acquiring(semaphore, "waiter");
			this.time.loop.callSoon(waiter::cancel);
			gatherReturnExceptions(waiter);
			assertThat(waiter.cancelled()).isTrue();
			assertThat(semaphore).hasToString("<Semaphore [locked]>");
		});
	}

	@Test
	void aReleasePassesCancelledWaitersBy() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(0);
			Task<?> one = acquiring(semaphore, "one");
			Task<?> two = acquiring(semaphore, "two");
			acquiring(semaphore, "three");
			acquiring(semaphore, "four");
			sleep(ZERO);
			one.cancel();
			two.cancel();
			semaphore.release();
			sleep(ZERO);
			sleep(ZERO);
			assertThat(this.inside).containsExactly("three");
		});
	}

	@Test
	void aCancellationJustBeforeTheReleaseHangsNoTask() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(0);
			Task<?> one = acquiring(semaphore, "one");
			Task<?> two = acquiring(semaphore, "two");
			sleep(ZERO);
			one.cancel();
			semaphore.release();
			sleep(ZERO);
			sleep(ZERO);
			assertThat(semaphore.locked()).isTrue();
			assertThat(two.done()).isTrue();
		});
	}

	@Test
	void aWaiterThatIsCancelledWhenItsTurnComesGivesThePermitBack() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(1);
			List<Task<?>> second = new ArrayList<>();
			Task<?> first = createTask(() -> {
				semaphore.with(() -> sleep(ZERO));
				second.getFirst().cancel();
			});
			second.add(createTask(() -> semaphore.with(() -> this.inside.add("second"))));
			gatherReturnExceptions(first, second.getFirst());
			assertThat(second.getFirst().cancelled()).isTrue();
			assertThat(this.inside).isEmpty();
			semaphore.acquire();
		});
	}

	@Test
	void withoutWaitersAReleaseUnlocks() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore();
			semaphore.acquire();
			assertThat(semaphore.locked()).isTrue();
			semaphore.release();
			assertThat(semaphore.locked()).isFalse();
		});
	}

	@Test
	void whoComesAgainGoesToTheEndOfTheQueue() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(1);
			taskGroup((group) -> {
				for (String name : List.of("a", "b", "c")) {
					group.createTask(() -> {
						for (int i = 1; i <= 2; i++) {
							semaphore.acquire();
							this.inside.add(name + i);
							sleep(ofMillis(10));
							semaphore.release();
						}
					});
				}
			});
			assertThat(this.inside).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
		});
	}

	@Test
	void aPermitReleasedAndWantedAgainGoesToWhoWaited() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(1);
			Task<?> one = acquiring(semaphore, "one");
			Task<?> two = createTask(() -> {
				semaphore.acquire();
				this.inside.add("two");
				semaphore.release();
				semaphore.acquire();
				this.inside.add("two again");
			});
			Task<?> three = acquiring(semaphore, "three");
			sleep(ZERO);
			semaphore.release();
			semaphore.release();
			gather(List.of(one, two, three));
			assertThat(this.inside).containsExactly("one", "two", "three", "two again");
		});
	}

	@Test
	void twoPermitsReleasedAfterACancellationServeTheNextTwo() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(0);
			Task<?> one = acquiring(semaphore, "one");
			Task<?> two = acquiring(semaphore, "two");
			Task<?> three = acquiring(semaphore, "three");
			sleep(ZERO);
			one.cancel();
			sleep(ZERO);
			semaphore.release();
			semaphore.release();
			gatherReturnExceptions(one, two, three);
			assertThat(this.inside).containsExactly("two", "three");
		});
	}

	@Test
	void whoIsWokenWakesAllThatMayComeIn() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(0);
			Task<?> one = createTask(() -> {
				semaphore.acquire();
				createTask(() -> this.inside.add("four"));
				this.inside.add("one");
			});
			Task<?> two = createTask(() -> {
				semaphore.release();
				semaphore.release();
				semaphore.release();
				assertThat(semaphore.locked()).as("one has not come in yet").isTrue();
				semaphore.acquire();
				this.inside.add("two");
			});
			Task<?> three = acquiring(semaphore, "three");
			gather(List.of(one, two, three));
			sleep(ZERO);
			assertThat(this.inside).containsExactly("one", "two", "three", "four");
		});
	}

	@Test
	void tellsItsStateAndHowManyWait() {
		this.time.run(() -> {
			Semaphore semaphore = new BoundedSemaphore(1);
			assertThat(semaphore).hasToString("<BoundedSemaphore [unlocked, value:1]>");
			semaphore.acquire();
			acquiring(semaphore, "one");
			sleep(ZERO);
			assertThat(semaphore).hasToString("<BoundedSemaphore [locked, waiters:1]>");
		});
	}

	private Task<?> acquiring(Semaphore semaphore, String name) {
		return createTask(() -> {
			semaphore.acquire();
			this.inside.add(name);
		});
	}

}
