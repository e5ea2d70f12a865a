package dev.asynclab.pitfall.lockofanotherloop;

import java.util.List;

import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Lock;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;

/**
 * Makes the lock once, as a module does, and uses it under each loop. The lock belongs to
 * the first loop in which a task had to wait for it. In another loop, a task that has to
 * wait gets an error; a task that need not wait gets the lock.
 */
class BrokenLockOfAnotherLoop {

	private final Lock lock = new Lock();

	List<String> main(List<Coroutine<String>> bookings) {
		return gather(bookings.stream().map((booking) -> createTask(() -> this.lock.with(booking))).toList());
	}

}
