package dev.asynclab.asyncio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Fact 63, and the lock and the event.
 */
@Timeout(120)
class SynchronizationTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 63. */
	@Test
	void aSemaphoreIsFairAndNoTaskOvertakes() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(1);
			Task<?> one = createTask(() -> worker(semaphore, "one"));
			Task<?> two = createTask(() -> worker(semaphore, "two"));
			sleep(ofMillis(100));
			Task<?> late = createTask(() -> worker(semaphore, "late"));
			gather(one, two, late);
		});
		assertThat(this.time.trail).containsExactly("0 one", "100 two", "200 late");
	}

	/** Fact 63. */
	@Test
	void aCancelledWaiterLosesItsPlace() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(1);
			Task<?> one = createTask(() -> worker(semaphore, "one"));
			Task<?> two = createTask(() -> worker(semaphore, "two"));
			Task<?> three = createTask(() -> worker(semaphore, "three"));
			sleep(ofMillis(50));
			two.cancel();
			gatherReturnExceptions(one, two, three);
			assertThat(semaphore.locked()).isFalse();
		});
		assertThat(this.time.trail).containsExactly("0 one", "100 three");
	}

	/** Fact 63. */
	@Test
	void aPermitGrantedToACancelledWaiterGoesToTheNext() {
		this.time.run(() -> {
			Semaphore semaphore = new Semaphore(0);
			Task<?> one = createTask(() -> worker(semaphore, "one"));
			Task<?> two = createTask(() -> worker(semaphore, "two"));
			sleep(ZERO);
			semaphore.release();
			one.cancel();
			gatherReturnExceptions(one, two);
		});
		assertThat(this.time.trail).containsExactly("0 two");
	}

	/** Fact 63. */
	@Test
	void aSemaphoreRefusesWhatCanNotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Semaphore(-1))
			.withMessage("Semaphore initial value must be >= 0");
		assertThatIllegalStateException().isThrownBy(() -> new BoundedSemaphore(1).release())
			.withMessage("BoundedSemaphore released too many times");
		Semaphore grown = new Semaphore(0);
		grown.release();
		assertThat(grown.locked()).isFalse();
	}

	@Test
	void aLockIsFair() {
		this.time.run(() -> {
			Lock lock = new Lock();
			List<Task<Void>> tasks = List.of(createTask(() -> locked(lock, "one")),
					createTask(() -> locked(lock, "two")), createTask(() -> locked(lock, "three")));
			sleep(ofMillis(50));
			assertThat(lock.locked()).isTrue();
			tasks.get(1).cancel();
			gatherReturnExceptions(tasks);
			assertThat(lock.locked()).isFalse();
			assertThatIllegalStateException().isThrownBy(lock::release).withMessage("Lock is not acquired.");
		});
		assertThat(this.time.trail).containsExactly("0 one", "100 three");
	}

	@Test
	void anEventWakesAll() {
		this.time.run(() -> {
			Event event = new Event();
			for (String name : List.of("one", "two")) {
				createTask(() -> {
					event.await();
					this.time.note(name);
				});
			}
			sleep(ofMillis(100));
			event.set();
			sleep(ofMillis(1));
			event.await();
			event.clear();
			assertThat(event.isSet()).isFalse();
		});
		assertThat(this.time.trail).containsExactly("100 one", "100 two");
	}

	@Test
	void theyTellTheirState() {
		assertThat(new Lock()).hasToString("<Lock [unlocked]>");
		assertThat(new Event()).hasToString("<Event [unset]>");
		assertThat(new Semaphore()).hasToString("<Semaphore [unlocked, value:1]>");
		assertThat(new Semaphore(0)).hasToString("<Semaphore [locked]>");
		assertThat(new BoundedSemaphore()).hasToString("<BoundedSemaphore [unlocked, value:1]>");
	}

	private void worker(Semaphore semaphore, String name) {
		semaphore.with(() -> {
			this.time.note(name);
			sleep(ofMillis(100));
		});
	}

	private void locked(Lock lock, String name) {
		lock.with(() -> {
			this.time.note(name);
			sleep(ofMillis(100));
		});
	}

}
