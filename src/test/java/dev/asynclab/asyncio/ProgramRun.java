package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs a random program: {@code src/test/resources/asyncio/programs.py} in Java,
 * statement by statement. What it writes down must be the same.
 */
final class ProgramRun {

	private static final int REAP_SECONDS = 1000;

	private static final int MAX_REAPS = 100;

	private static final int MAX_TASKS = 60;

	private final JsonNode program;

	private final boolean ties;

	private final ProgramTrace trace = new ProgramTrace(this::loop);

	private final ProgramTasks tasks = new ProgramTasks(this, this.trace);

	private final ProgramPrimitives primitives;

	private final ContextVar<Integer> variable = new ContextVar<>("v", 0);

	private final List<EventLoop> loops = new ArrayList<>();

	private volatile EventLoop loop = new EventLoop(new VirtualClock());

	private boolean ending;

	private int started;

	/** Written on the loop's thread, asked when the program has ended. */
	private boolean hung;

	private long times;

	ProgramRun(JsonNode program, boolean ties) {
		this.program = program;
		this.ties = ties;
		this.primitives = new ProgramPrimitives(program.get("primitives"), this.trace);
	}

	void run() {
		try {
			runMains();
			// As the collector comes in Python: some errors came when a loop was closed.
			this.loops.forEach(EventLoop::close);
		}
		catch (ProgramErrors.Fatal error) {
			// The trace is full.
			this.hung = true;
		}
	}

	private void runMains() {
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
			this.trace.log("closed");
		}
		catch (Throwable error) {
			this.trace.log("close raised ", error);
		}
		tasksAreLeft();
	}

	private void runEach() {
		for (JsonNode main : this.program.get("runs")) {
			runMain((coroutine) -> Asyncio.run(newLoop(), coroutine), main);
			if (this.hung || tasksAreLeft()) {
				return;
			}
			this.tasks.forgetUnfinished();
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
		this.started = 0;
		try {
			Object result = run.apply(() -> body(main, true));
			this.trace.log("run returned ", result);
		}
		catch (Throwable error) {
			this.trace.log("run raised ", error);
		}
	}

	private EventLoop newLoop() {
		this.loop = new EventLoop(new VirtualClock());
		this.loops.add(this.loop);
		this.loop.setExceptionHandler(this::report);
		this.loop.setDebug(this.program.path("debug").asBoolean());
		if (this.program.path("eager").asBoolean()) {
			this.loop.setTaskFactory(TaskFactory.eager());
		}
		this.loop.callLater(Duration.ofSeconds(REAP_SECONDS), this::reap);
		return this.loop;
	}

	ProgramTrace trace() {
		return this.trace;
	}

	EventLoop loop() {
		return this.loop;
	}

	// Says whether it was stopped, as cancelling its tasks again and again did not end
	// it. Asked when it has ended.
	boolean hung() {
		return this.hung;
	}

	private void reap() {
		this.loop.callLater(Duration.ofSeconds(REAP_SECONDS), this::reap);
		if (this.loop.time() > MAX_REAPS * REAP_SECONDS) {
			this.hung = true;
			throw new ProgramErrors.Fatal("reaped in vain");
		}
		this.trace.log("reap");
		this.loop.allTasks().forEach((task) -> {
			try {
				task.cancel("reaped");
			}
			catch (IllegalStateException ex) {
				this.trace.log(ProgramTrace.name(task) + " waits for itself");
			}
		});
	}

	private void report(ExceptionContext context) {
		String message = context.message();
		String error = ProgramTrace.text(context.exception());
		if (message.contains("never retrieved")) {
			this.trace.report(message + " " + error);
			return;
		}
		String kind = List.of("Exception in callback", "has errored out", "unhandled exception")
			.stream()
			.filter(message::contains)
			.findFirst()
			.orElse(message);
		this.trace.log("handler: " + kind + " " + error + " v=" + this.variable.get());
	}

	private @Nullable Object body(JsonNode statements, boolean main) {
		Object value;
		try {
			Returned flow = block(statements);
			value = (flow != null) ? flow.value() : null;
		}
		catch (Throwable error) {
			this.trace.log("raised " + this.trace.seen(error));
			this.ending |= main;
			throw error;
		}
		this.trace.log("ended ", value);
		this.ending |= main;
		return value;
	}

	Coroutine<@Nullable Object> coroutine(JsonNode index) {
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
					this.tasks.keep(s.get(1).asString(), timeout);
					return block(s.get(3));
				});
			}
			case "group" -> {
				return new TaskGroup().<@Nullable Returned>run((group) -> {
					this.tasks.keep(s.get(1).asString(), group);
					return block(s.get(2));
				});
			}
			case "with" -> {
				return this.primitives.<@Nullable Returned>with(s.get(1).asString(), () -> block(s.get(2)));
			}
			default -> {
				if (!call(s) && !this.tasks.await(s)) {
					this.primitives.await(s);
				}
			}
		}
		return null;
	}

	private @Nullable Returned tryBlock(JsonNode s) {
		try {
			return block(s.get(1));
		}
		catch (CancelledError error) {
			if (s.get(2).isNull()) {
				throw error;
			}
			this.trace.log("caught ", error);
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
			this.trace.log("caught " + this.trace.seen(error));
			return block(s.get(4));
		}
		finally {
			block(s.get(5));
		}
	}

	// A callback. How many of them come after the last task is up to the loop's end, so
	// they do nothing.
	void callBack(@Nullable String name, JsonNode statements) {
		if (this.ending && this.loop.allTasks().stream().noneMatch((task) -> task.getName().contains("."))) {
			return;
		}
		if (name != null) {
			this.trace.log("callback " + name);
		}
		for (JsonNode statement : statements) {
			if (!call(statement)) {
				throw new IllegalArgumentException("a callback can't wait: " + statement);
			}
		}
	}

	// Runs a statement that does not wait. Says whether it was one.
	private boolean call(JsonNode s) {
		switch (s.get(0).asString()) {
			case "log" -> this.trace.log(s.get(1).asString());
			case "raise" -> throw Sneaky.raise(ProgramErrors.of(s.get(1).asString(), ProgramTasks.string(s.get(2))));
			case "setVar" -> this.variable.set(s.get(1).asInt());
			case "getVar" -> this.trace.log("v=" + this.variable.get());
			default -> {
				return this.tasks.call(s) || this.primitives.call(s);
			}
		}
		return true;
	}

	boolean mayStart() {
		this.started++;
		if (this.ending || this.started > MAX_TASKS) {
			this.trace.log("too late");
			return false;
		}
		return true;
	}

	int started() {
		return this.started;
	}

	@Nullable Duration duration(JsonNode ms) {
		return ms.isNull() ? null : time(ms);
	}

	// Without ties, no two timers are due at the same time.
	Duration time(JsonNode ms) {
		Duration duration = Duration.ofMillis(ms.asInt());
		return (this.ties || !duration.isPositive()) ? duration : duration.plusNanos(++this.times * 1000);
	}

	private record Returned(Object value) {

	}

}
