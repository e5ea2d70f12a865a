package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What runs the tasks. The I/O is a timer in each.
 */
enum ScaleStyle {

	/** A bounded pool: a task that waits holds a thread. Its waves oversleep. */
	ASYNC_POOL("Thread.sleep on a thread pool, ExecutorService.invokeAll", 300, 500),

	/** Reactor, as WebClient uses it. */
	WEBCLIENT("Reactor's Mono.delay, Mono.zip", 500, 3),

	/** One virtual thread for each task. */
	VIRTUAL_THREAD("Thread.sleep on virtual threads, ExecutorService.invokeAll", 1100, 8),

	/** The event loop of {@code dev.asynclab.asyncio}. */
	ASYNCIO("asyncio.sleep on the event loop of dev.asynclab.asyncio, gather", 1600, 15),

	/** The reference: no task, only a callback. */
	TIMER("a callback on a hashed wheel timer: no task to await or cancel", 200, 3);

	private final String runs;

	private final int bytes;

	private final Duration overhead;

	ScaleStyle(String runs, int bytes, int micros) {
		this.runs = runs;
		this.bytes = bytes;
		this.overhead = Duration.of(micros, ChronoUnit.MICROS);
	}

	/**
	 * What really runs.
	 * @return a short text
	 */
	String runs() {
		return this.runs;
	}

	/**
	 * How much heap a task takes while it waits, for a forecast that errs on the high
	 * side.
	 * @return bytes
	 */
	int bytes() {
		return this.bytes;
	}

	/**
	 * What a task adds to the time that a run takes, in a process that has run none
	 * before, for a forecast that errs on the high side; on a pool, what a wave adds.
	 * @return the time
	 */
	Duration overhead() {
		return this.overhead;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
