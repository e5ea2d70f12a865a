package dev.asynclab.pitfall.lockofanotherloop;

import java.util.List;

import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Lock;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;

/**
 * Makes the lock under the loop that uses it, and hands it to the tasks that need it.
 */
class FixedLockOfAnotherLoop {

	List<String> main(List<Coroutine<String>> bookings) {
		Lock lock = new Lock();
		return gather(bookings.stream().map((booking) -> createTask(() -> lock.with(booking))).toList());
	}

}
