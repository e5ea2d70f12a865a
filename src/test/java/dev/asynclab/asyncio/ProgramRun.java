package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a random program: {@code src/test/resources/asyncio/programs.py} in Java,
 * statement by statement. What it writes down must be the same.
 */
class ProgramRun {

	private static final int REAP_SECONDS = 1000;

	private static final int MAX_REAPS = 100;

	private static final int MAX_TASKS = 60;

	private final JsonNode program;

	private final boolean ties;

	private final Map<String, Object> slots = new HashMap<>();

	private final Map<String, Object> primitives = new HashMap<>();

	private final Map<String, Consumer<Future<Object>>> callbacks = new HashMap<>();

	private final IdentityHashMap<Throwable, Integer> numbers = new IdentityHashMap<>();

	private final ContextVar<Integer> variable = new ContextVar<>("v", 0);

	private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

	private final List<String> reports = new ArrayList<>();

	private volatile EventLoop loop = new EventLoop(new VirtualClock());

	private boolean ending;

	private int tasks;

	private int reaps;

	private long times;

	ProgramRun(JsonNode program, boolean ties) {
		this.program = program;
		this.ties = ties;
		program.get("primitives")
			.propertyStream()
			.forEach((entry) -> this.primitives.put(entry.getKey(), primitive(entry.getValue())));
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

	void run() {
		if (this.program.path("runner").asBoolean()) {
			runAll();
		}
		else {
			runEach();
		}
	}

	// All mains on one loop.
	private void runAll() {
		Runner runner = new Runner(this::newLoop);
		runner.getLoop();
		for (JsonNode main : this.program.get("runs")) {
			runMain((coroutine) -> runner.run(coroutine), main);
		}
		this.ending = true;
		try {
			runner.close();
			log("closed");
		}
		catch (Throwable error) {
			log("close raised " + text(error));
		}
		tasksAreLeft();
	}

	private void runEach() {
		for (JsonNode main : this.program.get("runs")) {
			runMain((coroutine) -> Asyncio.run(newLoop(), coroutine), main);
			if (tasksAreLeft()) {
				return;
			}
			this.slots.values().removeIf((slot) -> !(slot instanceof Future<?> future) || future.done());
		}
	}

	private boolean tasksAreLeft() {
		int left = this.loop.allTasks().size();
		if (left > 0) {
			this.trace.add("tasks left: " + left);
		}
		return left > 0;
	}

	private void runMain(Function<Coroutine<@Nullable Object>, @Nullable Object> run, JsonNode main) {
		this.ending = false;
		this.tasks = 0;
		try {
			Object result = run.apply(() -> body(main, true));
			log("run returned " + text(result));
		}
		catch (Throwable error) {
			log("run raised " + text(error));
		}
	}

	private EventLoop newLoop() {
		this.loop = new EventLoop(new VirtualClock());
		this.loop.setExceptionHandler(this::report);
		this.loop.setDebug(this.program.path("debug").asBoolean());
		if (this.program.path("eager").asBoolean()) {
			this.loop.setTaskFactory(TaskFactory.eager());
		}
		this.loop.callLater(Duration.ofSeconds(REAP_SECONDS), this::reap);
		return this.loop;
	}

	/** What happened so far, also while it hangs. */
	List<String> trace() {
		synchronized (this.trace) {
			return List.copyOf(this.trace);
		}
	}

	List<String> reports() {
		return this.reports.stream().sorted().toList();
	}

	@Nullable Thread thread() {
		return this.loop.thread();
	}

	// Says whether it had to be stopped, as cancelling its tasks did not end it.
	boolean reapedInVain() {
		return this.reaps > MAX_REAPS;
	}

	private void reap() {
		if (this.reaps++ > MAX_REAPS) {
			throw new Fatal("reaped in vain");
		}
		log("reap");
		this.loop.callLater(Duration.ofSeconds(REAP_SECONDS), this::reap);
		this.loop.allTasks().forEach((task) -> {
			try {
				task.cancel("reaped");
			}
			catch (IllegalStateException ex) {
				log(name(task) + " waits for itself");
			}
		});
	}

	private void report(ExceptionContext context) {
		String message = context.message();
		String error = text(context.exception());
		if (message.contains("never retrieved")) {
			this.reports.add(message + " " + error);
			return;
		}
		String kind = List.of("Exception in callback", "has errored out", "unhandled exception")
			.stream()
			.filter(message::contains)
			.findFirst()
			.orElse(message);
		log("handler: " + kind + " " + error + " v=" + this.variable.get());
	}

	private void log(String what) {
		EventLoop here = EventLoop.here();
		Task<?> task = (here != null) ? here.currentTask() : null;
		String name = (task != null) ? name(task) : "-";
		this.trace.add(Math.round((this.loop.time() - 1000) * 1000) + " " + name + " " + what);
	}

	// The name of a task, or ? for main and those that asyncio made.
	private static String name(Task<?> task) {
		return task.getName().contains(".") ? task.getName() : "?";
	}

	// ---- bodies

	private @Nullable Object body(JsonNode statements, boolean main) {
		Object value;
		try {
			Returned flow = block(statements);
			value = (flow != null) ? flow.value() : null;
		}
		catch (Throwable error) {
			log("raised " + seen(error));
			this.ending |= main;
			throw error;
		}
		log("ended " + text(value));
		this.ending |= main;
		return value;
	}

	private Coroutine<@Nullable Object> coro(JsonNode index) {
		return () -> body(this.program.get("coros").get(index.asInt()), false);
	}

	private @Nullable Returned block(JsonNode statements) {
		for (JsonNode statement : statements) {
			Returned flow = run(statement);
			if (flow != null) {
				return flow;
			}
		}
		return null;
	}

	private @Nullable Returned run(JsonNode s) {
		switch (s.get(0).asString()) {
			case "return" -> {
				return new Returned(s.get(1).asInt());
			}
			case "repeat" -> {
				for (int i = 0; i < s.get(1).asInt(); i++) {
					Returned flow = block(s.get(2));
					if (flow != null) {
						return flow;
					}
				}
			}
			case "try" -> {
				return tryBlock(s);
			}
			case "timeout" -> {
				Timeout timeout = new Timeout(duration(s.get(2)));
				return timeout.<@Nullable Returned>run(() -> {
					this.slots.put(s.get(1).asString(), timeout);
					return block(s.get(3));
				});
			}
			case "group" -> {
				return new TaskGroup().<@Nullable Returned>run((group) -> {
					this.slots.put(s.get(1).asString(), group);
					return block(s.get(2));
				});
			}
			case "with" -> {
				return with(this.primitives.get(s.get(1).asString()), () -> block(s.get(2)));
			}
			default -> {
				if (!call(s)) {
					await(s);
				}
			}
		}
		return null;
	}

	private @Nullable Returned with(@Nullable Object primitive, Coroutine<@Nullable Returned> body) {
		return switch (primitive) {
			case Lock lock -> lock.<@Nullable Returned>with(body);
			case Semaphore semaphore -> semaphore.<@Nullable Returned>with(body);
			case Condition condition -> condition.<@Nullable Returned>with(body);
			case Barrier barrier -> {
				barrier.await();
				yield Asyncio.<@Nullable Returned>await(body);
			}
			case null, default -> throw new IllegalArgumentException("can't enter " + primitive);
		};
	}

	private @Nullable Returned tryBlock(JsonNode s) {
		try {
			return block(s.get(1));
		}
		catch (CancelledError error) {
			if (s.get(2).isNull()) {
				throw error;
			}
			log("caught " + text(error));
			Returned flow = block(s.get(2));
			if (flow == null && s.get(3).asBoolean()) {
				throw error;
			}
			return flow;
		}
		catch (Exception error) {
			if (s.get(4).isNull()) {
				throw error;
			}
			log("caught " + seen(error));
			return block(s.get(4));
		}
		finally {
			block(s.get(5));
		}
	}

	// ---- statements that do not wait; says whether it was one

	// A callback. How many of them come after the last task is up to the loop's end, so
	// they do nothing.
	private void callBack(@Nullable String name, JsonNode statements) {
		if (this.ending && this.loop.allTasks().stream().noneMatch((task) -> task.getName().contains("."))) {
			return;
		}
		if (name != null) {
			log("callback " + name);
		}
		for (JsonNode statement : statements) {
			if (!call(statement)) {
				throw new IllegalArgumentException("a callback can't wait: " + statement);
			}
		}
	}

	private boolean call(JsonNode s) {
		String slot = (s.size() > 1) ? s.get(1).asString("") : "";
		Future<Object> future = future(slot);
		switch (s.get(0).asString()) {
			case "log" -> log(slot);
			case "raise" -> throw Sneaky.raise(error(slot, string(s.get(2))));
			case "spawn" -> {
				if (mayStart()) {
					this.slots.put(slot, this.loop.createTask(slot + "." + this.tasks, coro(s.get(2))));
				}
			}
			case "gspawn" -> {
				if (this.slots.get(slot) instanceof TaskGroup group && mayStart()) {
					String name = s.get(2).asString();
					this.slots.put(name, group.createTask(name + "." + this.tasks, coro(s.get(3))));
				}
			}
			case "cancel" -> {
				if (future != null) {
					log("cancel " + slot + ": " + text(future.cancel(string(s.get(2)))));
				}
			}
			case "cancelMe" -> Task.currentOrThrow().cancel(string(s.get(1)));
			case "uncancelMe" -> log("uncancel: " + Task.currentOrThrow().uncancel());
			case "uncancel" -> {
				if (future instanceof Task<?> task) {
					log("uncancel " + slot + ": " + task.uncancel());
				}
			}
			case "tasks" -> log("tasks " + text(
					this.loop.allTasks().stream().map(Task::getName).filter((name) -> name.contains(".")).toList()));
			case "setVar" -> this.variable.set(s.get(1).asInt());
			case "getVar" -> log("v=" + this.variable.get());
			default -> {
				return callFuture(s, slot, future) || callScheduling(s, slot) || callPrimitive(s, slot);
			}
		}
		return true;
	}

	private boolean callFuture(JsonNode s, String slot, @Nullable Future<Object> future) {
		String op = s.get(0).asString();
		switch (op) {
			case "future" -> this.slots.put(slot, this.loop.createFuture());
			case "gathering" -> {
				List<Future<Object>> several = several(s.get(2));
				if (!several.isEmpty()) {
					this.slots.put(slot, s.get(3).asBoolean() ? Gather.returningExceptions(this.loop, several)
							: Gather.of(this.loop, several));
				}
			}
			case "shielding" -> {
				Future<Object> inner = future(s.get(2).asString());
				if (inner != null) {
					this.slots.put(slot, Asyncio.shielding(inner));
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
				log(slot + ": done " + text(future.done()) + ", cancelled " + text(future.cancelled()) + ", cancelling "
						+ cancelling);
			}
			case "result" -> log("result of " + slot + ": " + text(future.result()));
			case "exception" -> log("exception of " + slot + ": " + seen(future.exception()));
			case "setResult" -> {
				if (future.loop() == this.loop) {
					future.setResult(s.get(2).asInt());
				}
			}
			case "setException" -> {
				if (future.loop() == this.loop) {
					future.setException(error(s.get(2).asString(), string(s.get(3))));
				}
			}
			case "addCallback" -> {
				String name = s.get(2).asString();
				future.addDoneCallback(this.callbacks.computeIfAbsent(name, (_) -> (done) -> callBack(name, s.get(3))));
			}
			default -> {
				Consumer<Future<Object>> callback = this.callbacks.get(s.get(2).asString());
				if (callback != null) {
					log("removed " + s.get(2).asString() + ": " + future.removeDoneCallback(callback));
				}
			}
		}
	}

	private boolean callScheduling(JsonNode s, String slot) {
		switch (s.get(0).asString()) {
			case "callSoon" -> this.slots.put(slot, this.loop.callSoon(() -> callBack(null, s.get(2))));
			case "callLater" ->
				this.slots.put(slot, this.loop.callLater(time(s.get(2)), () -> callBack(null, s.get(3))));
			case "callAt" -> this.slots.put(slot,
					this.loop.callAt(this.loop.time() + Seconds.of(time(s.get(2))), () -> callBack(null, s.get(3))));
			case "cancelCall" -> {
				if (this.slots.get(slot) instanceof Handle handle) {
					handle.cancel();
					log("cancelled call: " + text(handle.cancelled()));
				}
			}
			case "reschedule" -> {
				if (this.slots.get(slot) instanceof Timeout timeout) {
					timeout.reschedule(duration(s.get(2)));
				}
			}
			case "expired" -> {
				if (this.slots.get(slot) instanceof Timeout timeout) {
					log(slot + " expired: " + text(timeout.expired()));
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	@SuppressWarnings("unchecked")
	private boolean callPrimitive(JsonNode s, String name) {
		Object primitive = this.primitives.get(name);
		switch (s.get(0).asString()) {
			case "look" -> look(name, primitive);
			case "set" -> ((Event) some(primitive)).set();
			case "clear" -> ((Event) some(primitive)).clear();
			case "notify" -> ((Condition) some(primitive)).signal(s.get(2).asInt());
			case "notifyAll" -> ((Condition) some(primitive)).signalAll();
			case "putNowait" -> ((Queue<Integer>) some(primitive)).putNowait(s.get(2).asInt());
			case "getNowait" -> log("got " + ((Queue<Integer>) some(primitive)).getNowait());
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
		log(name + ": " + switch (primitive) {
			case Queue<?> queue -> "size " + queue.qsize() + ", full " + text(queue.full());
			case Event event -> "set " + text(event.isSet());
			case Barrier barrier -> "waiting " + barrier.nWaiting() + ", broken " + text(barrier.broken());
			case Lock lock -> "locked " + text(lock.locked());
			case Semaphore semaphore -> "locked " + text(semaphore.locked());
			case null, default -> "locked " + text(((Condition) some(primitive)).locked());
		});
	}

	// ---- statements that may wait

	private void await(JsonNode s) {
		String slot = (s.size() > 1) ? s.get(1).asString("") : "";
		Future<Object> future = future(slot);
		switch (s.get(0).asString()) {
			case "sleep" -> Asyncio.sleep(time(s.get(1)));
			case "call" -> log("call gave " + text(Asyncio.<@Nullable Object>await(coro(s.get(1)))));
			case "await" -> {
				if (future != null) {
					log(slot + " gave " + text(future.await()));
				}
			}
			case "waitFor" -> {
				if (future != null) {
					log("waited for " + text(Asyncio.waitFor(future, duration(s.get(2)))));
				}
			}
			case "shield" -> {
				if (future != null) {
					log("shielded " + text(Asyncio.shield(future)));
				}
			}
			case "waitForCall" -> {
				if (mayStart()) {
					log("waited for " + text(Asyncio.<@Nullable Object>waitFor(coro(s.get(1)), duration(s.get(2)))));
				}
			}
			case "gather" -> {
				List<Future<Object>> several = several(s.get(1));
				log("gathered " + text(
						s.get(2).asBoolean() ? Asyncio.gatherReturnExceptions(several) : Asyncio.gather(several)));
			}
			case "wait" -> awaitSome(s);
			case "asCompleted" -> asCompleted(s);
			case "asCompletedFutures" -> asCompletedFutures(s);
			default -> awaitPrimitive(s, this.primitives.get(slot));
		}
	}

	private void awaitSome(JsonNode s) {
		List<Named> named = names(s.get(1)).stream()
			.filter(this.slots::containsKey)
			.map((name) -> new Named(name, some(this.slots.get(name))))
			.toList();
		DoneAndPending<Future<Object>> all = Asyncio.wait(several(s.get(1)), duration(s.get(2)),
				ReturnWhen.valueOf(s.get(3).asString()));
		log("done " + text(among(named, all.done())) + ", pending " + text(among(named, all.pending())));
	}

	private static List<String> among(List<Named> named, Collection<?> futures) {
		return named.stream().filter((one) -> futures.contains(one.future())).map(Named::name).toList();
	}

	private void asCompleted(JsonNode s) {
		for (Coroutine<Object> next : Asyncio.<Object>asCompleted(several(s.get(1)), duration(s.get(2)))) {
			try {
				log("completed " + text(Asyncio.await(next)));
			}
			catch (Exception error) {
				log("completed with " + seen(error));
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
			.forEach((name) -> names.putIfAbsent(some(this.slots.get(name)), name));
		for (Future<?> done : Asyncio.<Object>asCompleted(several(s.get(1)), duration(s.get(2))).futures()) {
			log("completed " + names.get(done));
		}
	}

	@SuppressWarnings("unchecked")
	private void awaitPrimitive(JsonNode s, @Nullable Object primitive) {
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
					case Barrier barrier -> log("place " + barrier.await());
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
			case "get" -> log("got " + ((Queue<Integer>) some(primitive)).get());
			case "join" -> ((Queue<Integer>) some(primitive)).join();
			default -> throw new IllegalArgumentException(s.toString());
		}
	}

	// ---- names and values

	private boolean mayStart() {
		this.tasks++;
		if (this.ending || this.tasks > MAX_TASKS) {
			log("too late");
			return false;
		}
		return true;
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

	private @Nullable Duration duration(JsonNode ms) {
		return ms.isNull() ? null : time(ms);
	}

	// Without ties, no two timers are due at the same time.
	private Duration time(JsonNode ms) {
		Duration duration = Duration.ofMillis(ms.asInt());
		return (this.ties || !duration.isPositive()) ? duration : duration.plusNanos(++this.times * 1000);
	}

	private static @Nullable String string(JsonNode node) {
		return node.isNull() ? null : node.asString();
	}

	private static Object some(@Nullable Object value) {
		return Objects.requireNonNull(value);
	}

	private static Throwable error(String kind, @Nullable String message) {
		return switch (kind) {
			case "App" -> new App(message);
			case "Base" -> new Base(message);
			case "Fatal" -> new Fatal(message);
			case "Cancelled" -> new CancelledError(message);
			case "Timeout" -> new TimeoutError();
			default -> throw new IllegalArgumentException(kind);
		};
	}

	/** Says which object an error is: the same one everywhere? */
	private String seen(@Nullable Throwable error) {
		if (error instanceof App || error instanceof Base) {
			return text(error) + " #" + this.numbers.computeIfAbsent(error, (_) -> this.numbers.size());
		}
		return text(error);
	}

	private static String text(@Nullable Object value) {
		return switch (value) {
			case null -> "None";
			case Boolean truth -> truth ? "True" : "False";
			case List<?> list -> list.stream().map(ProgramRun::text).collect(Collectors.joining(", ", "[", "]"));
			case ExceptionGroup group -> "Group" + text(group.exceptions());
			case BaseExceptionGroup group -> "BaseGroup" + text(group.exceptions());
			case App error -> "App" + message(error);
			case Base error -> "Base" + message(error);
			case Fatal error -> "Fatal" + message(error);
			case CancelledError error -> "Cancelled" + message(error);
			case IllegalStateException error when isRecursion(error) -> "Recursion";
			case InvalidStateError _ -> "InvalidState";
			case BrokenBarrierError _ -> "BrokenBarrier";
			case NoSuchElementException _ -> "Lookup";
			case TimeoutError _ -> "Timeout";
			case QueueEmpty _ -> "QueueEmpty";
			case QueueFull _ -> "QueueFull";
			case QueueShutDown _ -> "QueueShutDown";
			case IllegalStateException _, IllegalArgumentException _, UnsupportedOperationException _ -> "Misuse";
			case Throwable error -> "Unexpected " + error;
			default -> value.toString();
		};
	}

	private static boolean isRecursion(IllegalStateException error) {
		return String.valueOf(error.getMessage()).startsWith("maximum recursion depth exceeded");
	}

	private static String message(Throwable error) {
		return "(" + Objects.requireNonNullElse(error.getMessage(), "") + ")";
	}

	private record Returned(Object value) {

	}

	private record Named(String name, Object future) {

	}

	private static final class App extends RuntimeException {

		private static final long serialVersionUID = 1L;

		App(@Nullable String message) {
			super(message);
		}

	}

	private static final class Base extends Error {

		private static final long serialVersionUID = 1L;

		Base(@Nullable String message) {
			super(message);
		}

	}

	/** What tears a loop down, as {@code SystemExit} does. */
	private static final class Fatal extends VirtualMachineError {

		private static final long serialVersionUID = 1L;

		Fatal(@Nullable String message) {
			super(message);
		}

	}

}
