package dev.asynclab.asyncio;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The statements of a random program about tasks, futures, time-outs and calls.
 */
final class ProgramTasks {

	private final Map<String, Consumer<Future<Object>>> callbacks = new HashMap<>();

	private final Map<String, Object> slots = new HashMap<>();

	private final ProgramRun run;

	private final ProgramTrace trace;

	ProgramTasks(ProgramRun run, ProgramTrace trace) {
		this.run = run;
		this.trace = trace;
	}

	// Keeps something under a name, which any statement may use.
	void keep(String slot, Object value) {
		this.slots.put(slot, value);
	}

	// Only what is done may be used in the next loop.
	void forgetUnfinished() {
		this.slots.values().removeIf((slot) -> !(slot instanceof Future<?> future) || future.done());
	}

	// Runs a statement that does not wait. Says whether it was one.
	boolean call(JsonNode s) {
		String slot = (s.size() > 1) ? s.get(1).asString("") : "";
		Future<Object> future = future(slot);
		switch (s.get(0).asString()) {
			case "spawn" -> {
				if (this.run.mayStart()) {
					keep(slot,
							this.run.loop().createTask(slot + "." + this.run.started(), this.run.coroutine(s.get(2))));
				}
			}
			case "gspawn" -> {
				if (this.slots.get(slot) instanceof TaskGroup group && this.run.mayStart()) {
					String name = s.get(2).asString();
					keep(name, group.createTask(name + "." + this.run.started(), this.run.coroutine(s.get(3))));
				}
			}
			case "cancel" -> {
				if (future != null) {
					this.trace.log("cancel " + slot + ": ", future.cancel(string(s.get(2))));
				}
			}
			case "cancelMe" -> Task.currentOrThrow().cancel(string(s.get(1)));
			case "uncancelMe" -> this.trace.log("uncancel: " + Task.currentOrThrow().uncancel());
			case "uncancel" -> {
				if (future instanceof Task<?> task) {
					this.trace.log("uncancel " + slot + ": " + task.uncancel());
				}
			}
			case "tasks" -> this.trace.log("tasks ",
					this.run.loop()
						.allTasks()
						.stream()
						.map(Task::getName)
						.filter((name) -> name.contains("."))
						.toList());
			default -> {
				return callFuture(s, slot, future) || callScheduling(s, slot);
			}
		}
		return true;
	}

	private boolean callFuture(JsonNode s, String slot, @Nullable Future<Object> future) {
		String op = s.get(0).asString();
		switch (op) {
			case "future" -> keep(slot, this.run.loop().createFuture());
			case "gathering" -> {
				List<Future<Object>> several = several(s.get(2));
				if (!several.isEmpty()) {
					keep(slot, s.get(3).asBoolean() ? Gather.returningExceptions(this.run.loop(), several)
							: Gather.of(this.run.loop(), several));
				}
			}
			case "shielding" -> {
				Future<Object> inner = future(s.get(2).asString());
				if (inner != null) {
					keep(slot, Asyncio.shielding(inner));
				}
			}
			case "state", "result", "exception", "setResult", "setException", "addCallback", "removeCallback" -> {
				if (future != null) {
					callFuture(op, s, slot, future);
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private void callFuture(String op, JsonNode s, String slot, Future<Object> future) {
		switch (op) {
			case "state" -> {
				int cancelling = (future instanceof Task<?> task) ? task.cancelling() : 0;
				this.trace.log(slot + ": done " + ProgramTrace.text(future.done()) + ", cancelled "
						+ ProgramTrace.text(future.cancelled()) + ", cancelling " + cancelling);
			}
			case "result" -> this.trace.log("result of " + slot + ": ", future.result());
			case "exception" -> this.trace.log("exception of " + slot + ": " + this.trace.seen(future.exception()));
			case "setResult" -> {
				if (future.loop() == this.run.loop()) {
					future.setResult(s.get(2).asInt());
				}
			}
			case "setException" -> {
				if (future.loop() == this.run.loop()) {
					future.setException(ProgramErrors.of(s.get(2).asString(), string(s.get(3))));
				}
			}
			case "addCallback" -> {
				String name = s.get(2).asString();
				future.addDoneCallback(
						this.callbacks.computeIfAbsent(name, (_) -> (done) -> this.run.callBack(name, s.get(3))));
			}
			default -> {
				Consumer<Future<Object>> callback = this.callbacks.get(s.get(2).asString());
				if (callback != null) {
					this.trace.log("removed " + s.get(2).asString() + ": " + future.removeDoneCallback(callback));
				}
			}
		}
	}

	private boolean callScheduling(JsonNode s, String slot) {
		switch (s.get(0).asString()) {
			case "callSoon" -> keep(slot, this.run.loop().callSoon(() -> this.run.callBack(null, s.get(2))));
			case "callLater" ->
				keep(slot, this.run.loop().callLater(this.run.time(s.get(2)), () -> this.run.callBack(null, s.get(3))));
			case "callAt" -> keep(slot,
					this.run.loop()
						.callAt(this.run.loop().time() + Seconds.of(this.run.time(s.get(2))),
								() -> this.run.callBack(null, s.get(3))));
			case "cancelCall" -> {
				if (this.slots.get(slot) instanceof Handle handle) {
					handle.cancel();
					this.trace.log("cancelled call: ", handle.cancelled());
				}
			}
			case "reschedule" -> {
				if (this.slots.get(slot) instanceof Timeout timeout) {
					timeout.reschedule(this.run.duration(s.get(2)));
				}
			}
			case "expired" -> {
				if (this.slots.get(slot) instanceof Timeout timeout) {
					this.trace.log(slot + " expired: ", timeout.expired());
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	// Runs a statement that may wait. Says whether it was one.
	boolean await(JsonNode s) {
		String slot = (s.size() > 1) ? s.get(1).asString("") : "";
		Future<Object> future = future(slot);
		switch (s.get(0).asString()) {
			case "sleep" -> Asyncio.sleep(this.run.time(s.get(1)));
			case "call" -> this.trace.log("call gave ", Asyncio.<@Nullable Object>await(this.run.coroutine(s.get(1))));
			case "await" -> {
				if (future != null) {
					this.trace.log(slot + " gave ", future.await());
				}
			}
			case "waitFor" -> {
				if (future != null) {
					this.trace.log("waited for ", Asyncio.waitFor(future, this.run.duration(s.get(2))));
				}
			}
			case "shield" -> {
				if (future != null) {
					this.trace.log("shielded ", Asyncio.shield(future));
				}
			}
			case "waitForCall" -> {
				if (this.run.mayStart()) {
					this.trace.log("waited for ", Asyncio.<@Nullable Object>waitFor(this.run.coroutine(s.get(1)),
							this.run.duration(s.get(2))));
				}
			}
			case "gather" -> {
				List<Future<Object>> several = several(s.get(1));
				this.trace.log("gathered ",
						s.get(2).asBoolean() ? Asyncio.gatherReturnExceptions(several) : Asyncio.gather(several));
			}
			case "wait" -> awaitSome(s);
			case "asCompleted" -> asCompleted(s);
			case "asCompletedFutures" -> asCompletedFutures(s);
			default -> {
				return false;
			}
		}
		return true;
	}

	private void awaitSome(JsonNode s) {
		List<Named> named = names(s.get(1)).stream()
			.filter(this.slots::containsKey)
			.map((name) -> new Named(name, Objects.requireNonNull(this.slots.get(name))))
			.toList();
		DoneAndPending<Future<Object>> all = Asyncio.wait(several(s.get(1)), this.run.duration(s.get(2)),
				ReturnWhen.valueOf(s.get(3).asString()));
		this.trace.log("done " + ProgramTrace.text(among(named, all.done())) + ", pending "
				+ ProgramTrace.text(among(named, all.pending())));
	}

	private static List<String> among(List<Named> named, Collection<?> futures) {
		return named.stream().filter((one) -> futures.contains(one.future())).map(Named::name).toList();
	}

	private void asCompleted(JsonNode s) {
		for (Coroutine<Object> next : Asyncio.<Object>asCompleted(several(s.get(1)), this.run.duration(s.get(2)))) {
			try {
				this.trace.log("completed ", Asyncio.await(next));
			}
			catch (Exception error) {
				this.trace.log("completed with " + this.trace.seen(error));
				if (!s.get(3).asBoolean()) {
					throw error;
				}
			}
		}
	}

	private void asCompletedFutures(JsonNode s) {
		IdentityHashMap<Object, String> names = new IdentityHashMap<>();
		names(s.get(1)).stream()
			.filter(this.slots::containsKey)
			.forEach((name) -> names.putIfAbsent(Objects.requireNonNull(this.slots.get(name)), name));
		for (Future<?> done : Asyncio.<Object>asCompleted(several(s.get(1)), this.run.duration(s.get(2))).futures()) {
			this.trace.log("completed " + names.get(done));
		}
	}

	@SuppressWarnings("unchecked")
	private @Nullable Future<Object> future(String slot) {
		return (this.slots.get(slot) instanceof Future<?> future) ? (Future<Object>) future : null;
	}

	private List<Future<Object>> several(JsonNode names) {
		return names(names).stream().map(this::future).filter(Objects::nonNull).<Future<Object>>map((f) -> f).toList();
	}

	private static List<String> names(JsonNode names) {
		return StreamSupport.stream(names.spliterator(), false).map(JsonNode::asString).toList();
	}

	static @Nullable String string(JsonNode node) {
		return node.isNull() ? null : node.asString();
	}

	private record Named(String name, Object future) {

	}

}
