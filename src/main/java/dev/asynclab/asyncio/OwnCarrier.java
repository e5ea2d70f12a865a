package dev.asynclab.asyncio;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Makes virtual threads whose carrier this package chooses. JDK 25 has a constructor for
 * them that is not public. It is used if the JVM runs with
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}, and if a thread that is made so
 * does what is expected of it.
 *
 * @param constructor makes a thread of a scheduler, a name, characteristics and a body
 * @param jvmScheduler what carries all other virtual threads
 * @param characteristics those of a thread that inherits no thread locals
 * @see <a href="https://openjdk.org/jeps/444">JEP 444</a>
 */
record OwnCarrier(MethodHandle constructor, Executor jvmScheduler, int characteristics) {

	private static final System.Logger LOGGER = System.getLogger("asyncio");

	private static final int SELF_TEST_SECONDS = 10;

	// Finds it, if this JVM has it, and says in the log whether it does.
	static @Nullable OwnCarrier find() {
		String reason;
		try {
			OwnCarrier carrier = open();
			reason = carrier.testItself();
			if (reason.isEmpty()) {
				LOGGER.log(Level.INFO, "Tasks run on their loop's own thread.");
				return carrier;
			}
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			reason = ex.toString();
		}
		LOGGER.log(Level.INFO, "Tasks run on the JVM's threads, and a switch takes longer than it could. "
				+ "With --add-opens java.base/java.lang=ALL-UNNAMED they run on their loop's own. " + reason);
		return null;
	}

	private static OwnCarrier open() throws ReflectiveOperationException {
		Method constructor = Class.forName("java.lang.ThreadBuilders")
			.getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
		constructor.setAccessible(true);
		Field scheduler = Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
		scheduler.setAccessible(true);
		Field inheritsNothing = Thread.class.getDeclaredField("NO_INHERIT_THREAD_LOCALS");
		inheritsNothing.setAccessible(true);
		return new OwnCarrier(MethodHandles.lookup().unreflect(constructor), (Executor) scheduler.get(null),
				inheritsNothing.getInt(null));
	}

	/**
	 * Makes a virtual thread.
	 * @param scheduler runs its steps; threads that the thread starts inherit it
	 * @param body what the thread runs
	 * @return the thread, not started, without a name
	 */
	Thread newThread(Executor scheduler, Runnable body) {
		try {
			return (Thread) this.constructor.invokeExact(scheduler, (String) null, this.characteristics, body);
		}
		catch (Throwable error) {
			throw Sneaky.raise(error);
		}
	}

	// A thread yields, and goes on when it is told to. Returns what was wrong, or
	// nothing.
	// Only a platform thread can carry another, and the caller may be a virtual one.
	private String testItself() {
		CompletableFuture<List<String>> events = new CompletableFuture<>();
		Thread.ofPlatform()
			.daemon()
			.name("asyncio-self-test")
			.uncaughtExceptionHandler((_, error) -> events.completeExceptionally(error))
			.start(() -> events.complete(yieldOnce()));
		List<String> seen = events.completeOnTimeout(List.of("nothing"), SELF_TEST_SECONDS, TimeUnit.SECONDS).join();
		List<String> expected = List.of("started", "began", "yielded", "went on", "ended");
		return seen.equals(expected) ? "" : "Expected " + expected + ", and saw " + seen + ".";
	}

	@SuppressWarnings("ThreadPriorityCheck")
	private List<String> yieldOnce() {
		List<String> events = Collections.synchronizedList(new ArrayList<>());
		List<Runnable> steps = Collections.synchronizedList(new ArrayList<>());
		Thread thread = newThread(steps::add, () -> {
			events.add("began");
			Thread.yield();
			events.add("went on");
		});
		thread.start();
		events.add("started");
		steps.removeFirst().run();
		events.add("yielded");
		steps.removeFirst().run();
		events.add(thread.isAlive() ? "lives" : "ended");
		return List.copyOf(events);
	}

}
