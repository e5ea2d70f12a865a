package dev.asynclab.asyncio;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The locks, queues and so on of a random program, and its statements that use them.
 */
final class ProgramPrimitives {

	private final Map<String, Object> primitives = new HashMap<>();

	private final ProgramTrace trace;

	ProgramPrimitives(JsonNode specs, ProgramTrace trace) {
		this.trace = trace;
		specs.propertyStream().forEach((entry) -> this.primitives.put(entry.getKey(), primitive(entry.getValue())));
	}

	private static Object primitive(JsonNode spec) {
		int size = (spec.size() > 1) ? spec.get(1).asInt() : 0;
		return switch (spec.get(0).asString()) {
			case "lock" -> new Lock();
			case "event" -> new Event();
			case "semaphore" -> new Semaphore(size);
			case "bounded" -> new BoundedSemaphore(size);
			case "queue" -> new Queue<Integer>(size);
			case "lifo" -> new LifoQueue<Integer>(size);
			case "priority" -> new PriorityQueue<Integer>(size);
			case "condition" -> new Condition();
			case "barrier" -> new Barrier(size);
			default -> throw new IllegalArgumentException(spec.toString());
		};
	}

	// Runs a statement that does not wait. Says whether it was one.
	@SuppressWarnings("unchecked")
	boolean call(JsonNode s) {
		String name = (s.size() > 1) ? s.get(1).asString("") : "";
		Object primitive = this.primitives.get(name);
		switch (s.get(0).asString()) {
			case "look" -> look(name, primitive);
			case "set" -> ((Event) some(primitive)).set();
			case "clear" -> ((Event) some(primitive)).clear();
			case "notify" -> ((Condition) some(primitive)).signal(s.get(2).asInt());
			case "notifyAll" -> ((Condition) some(primitive)).signalAll();
			case "putNowait" -> ((Queue<Integer>) some(primitive)).putNowait(s.get(2).asInt());
			case "getNowait" -> this.trace.log("got " + ((Queue<Integer>) some(primitive)).getNowait());
			case "taskDone" -> ((Queue<Integer>) some(primitive)).taskDone();
			case "shutdown" -> ((Queue<Integer>) some(primitive)).shutdown(s.get(2).asBoolean());
			case "release" -> {
				switch (primitive) {
					case Lock lock -> lock.release();
					case Semaphore semaphore -> semaphore.release();
					case null, default -> ((Condition) some(primitive)).release();
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private void look(String name, @Nullable Object primitive) {
		this.trace.log(name + ": " + switch (primitive) {
			case Queue<?> queue -> "size " + queue.qsize() + ", full " + ProgramTrace.text(queue.full());
			case Event event -> "set " + ProgramTrace.text(event.isSet());
			case Barrier barrier -> "waiting " + barrier.nWaiting() + ", broken " + ProgramTrace.text(barrier.broken());
			case Lock lock -> "locked " + ProgramTrace.text(lock.locked());
			case Semaphore semaphore -> "locked " + ProgramTrace.text(semaphore.locked());
			case null, default -> "locked " + ProgramTrace.text(((Condition) some(primitive)).locked());
		});
	}

	@SuppressWarnings("unchecked")
	void await(JsonNode s) {
		Object primitive = this.primitives.get(s.get(1).asString());
		switch (s.get(0).asString()) {
			case "acquire" -> {
				switch (primitive) {
					case Lock lock -> lock.acquire();
					case Semaphore semaphore -> semaphore.acquire();
					case null, default -> ((Condition) some(primitive)).acquire();
				}
			}
			case "wait_" -> {
				switch (primitive) {
					case Event event -> event.await();
					case Barrier barrier -> this.trace.log("place " + barrier.await());
					case null, default -> ((Condition) some(primitive)).await();
				}
			}
			case "waitUntil" -> {
				Queue<?> queue = (Queue<?>) some(this.primitives.get(s.get(2).asString()));
				((Condition) some(primitive)).waitFor(() -> !queue.empty());
			}
			case "reset" -> ((Barrier) some(primitive)).reset();
			case "abort" -> ((Barrier) some(primitive)).abort();
			case "put" -> ((Queue<Integer>) some(primitive)).put(s.get(2).asInt());
			case "get" -> this.trace.log("got " + ((Queue<Integer>) some(primitive)).get());
			case "join" -> ((Queue<Integer>) some(primitive)).join();
			default -> throw new IllegalArgumentException(s.toString());
		}
	}

	<T extends @Nullable Object> T with(String name, Coroutine<T> body) {
		return switch (this.primitives.get(name)) {
			case Lock lock -> lock.<T>with(body);
			case Semaphore semaphore -> semaphore.<T>with(body);
			case Condition condition -> condition.<T>with(body);
			case Barrier barrier -> {
				barrier.await();
				yield Asyncio.<T>await(body);
			}
			case null, default -> throw new IllegalArgumentException("can't enter " + name);
		};
	}

	private static Object some(@Nullable Object value) {
		return Objects.requireNonNull(value);
	}

}
