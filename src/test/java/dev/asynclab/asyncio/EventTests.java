package dev.asynclab.asyncio;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class EventTests {

	private final VirtualTime time = new VirtualTime();

	private final Event event = new Event();

	private final List<String> woken = new ArrayList<>();

	@Test
	void setWakesAllInOrder() {
		this.time.run(() -> {
			List<Task<?>> waiters = List.of(waiting("one"), waiting("two"));
			sleep(ZERO);
			waiting("three");
			assertThat(this.woken).isEmpty();
			this.event.set();
			sleep(ZERO);
			assertThat(this.woken).containsExactly("three", "one", "two");
			assertThat(waiters).allMatch(Future::done);
		});
	}

	@Test
	void aSetEventLetsThroughAtOnce() {
		this.time.run(() -> {
			this.event.set();
			this.event.await();
			assertThat(this.time.loop.currentTask()).isNotNull();
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void aCancelledWaiterLeaves() {
		this.time.run(() -> {
			Task<?> waiter = waiting("waiter");
			this.time.loop.callSoon(waiter::cancel);
			gatherReturnExceptions(waiter);
			assertThat(waiter.cancelled()).isTrue();
			assertThat(this.event).hasToString("<Event [unset]>");
		});
	}

	@Test
	void clearTakesTheFlagBack() {
		this.event.set();
		assertThat(this.event.isSet()).isTrue();
		this.event.clear();
		assertThat(this.event.isSet()).isFalse();
	}

	@Test
	void aClearComesTooLateForThoseThatWereWoken() {
		this.time.run(() -> {
			Task<?> waiter = waiting("waiter");
			sleep(ZERO);
			this.event.set();
			this.event.clear();
			assertThat(this.event.isSet()).isFalse();
			this.event.set();
			this.event.set();
			sleep(ZERO);
			assertThat(waiter.done()).isTrue();
			assertThat(this.woken).containsExactly("waiter");
		});
	}

	@Test
	void tellsItsStateAndHowManyWait() {
		this.time.run(() -> {
			assertThat(this.event).hasToString("<Event [unset]>");
			waiting("one");
			sleep(ZERO);
			assertThat(this.event).hasToString("<Event [unset, waiters:1]>");
			this.event.set();
			sleep(ZERO);
			assertThat(this.event).hasToString("<Event [set]>");
		});
	}

	private Task<?> waiting(String name) {
		return createTask(() -> {
			this.event.await();
			this.woken.add(name);
		});
	}

}
