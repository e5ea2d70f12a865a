package dev.asynclab.scenario.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.asynclab.scenario.grammar.Literals;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.steps.Step.Statement;

/**
 * The coroutine functions of a scenario's tasks. Tasks that do the same share one, which
 * has their differences as parameters.
 */
final class TaskFunctions {

	private final Names names;

	private final Prospects prospects;

	private final boolean limited;

	private final List<Code> definitions = new ArrayList<>();

	/** By task, the call that creates its coroutine. */
	private final Map<String, String> calls = new HashMap<>();

	TaskFunctions(Scenario scenario, Names names, Prospects prospects) {
		this.names = names;
		this.prospects = prospects;
		this.limited = scenario.concurrency() != null;
		Map<String, List<ScenarioTask>> alike = new LinkedHashMap<>();
		for (ScenarioTask task : scenario.tasks()) {
			String withoutArguments = new Writer(task, (parameter) -> parameter).body().toString();
			alike.computeIfAbsent(withoutArguments, (_) -> new ArrayList<>()).add(task);
		}
		alike.values().forEach((tasks) -> {
			if (tasks.size() > 1) {
				define(this.names.free("work"), tasks);
			}
			else {
				define(tasks.getFirst());
			}
		});
	}

	String call(String task) {
		return Objects.requireNonNull(this.calls.get(task));
	}

	List<Code> definitions() {
		return this.definitions;
	}

	// The body of a group, in the function that has the group.
	Code body(ScenarioTask body) {
		return new Writer(body, new Constants(body)).body();
	}

	private void define(ScenarioTask task) {
		String name = this.names.function(task.name());
		define(name + "()", new Writer(task, new Constants(task)).body(), List.of(task));
		this.calls.put(task.name(), name + "()");
	}

	private void define(String name, List<ScenarioTask> tasks) {
		List<Constants> constants = tasks.stream().map(Constants::new).toList();
		Parameters parameters = new Parameters(constants, new LinkedHashSet<>());
		Code body = new Writer(tasks.getFirst(), parameters).body();
		define(name + "(" + String.join(", ", parameters.used) + ")", body, tasks);
		constants.forEach((each) -> this.calls.put(each.task.name(),
				name + "(" + String.join(", ", parameters.used.stream().map(each::get).toList()) + ")"));
	}

	private void define(String head, Code body, List<ScenarioTask> tasks) {
		Code function = new Code();
		List<String> names = tasks.stream().map(ScenarioTask::name).toList();
		this.definitions.add(function.block("async def " + head + ":", () -> function.add(body, names)));
	}

	/**
	 * Writes down what one task does.
	 */
	private final class Writer {

		private final ScenarioTask task;

		private final Arguments arguments;

		private final Code code = new Code();

		private final boolean cancelled;

		Writer(ScenarioTask task, Arguments arguments) {
			this.task = task;
			this.arguments = arguments;
			this.cancelled = TaskFunctions.this.prospects.isCancelled(task);
		}

		Code body() {
			this.code.block("with ends(" + name() + "):", () -> {
				if (TaskFunctions.this.limited && !isGroupBody()) {
					at(Statement.PERMIT, () -> this.code.line("async with places:"));
					this.code.indented(this::work);
				}
				else {
					work();
				}
			});
			this.code.endsHere(this.task.name());
			return this.code;
		}

		private void at(Statement statement, Runnable lines) {
			this.code.at(this.task.name(), statement, lines);
		}

		private void work(String statement) {
			at(Statement.WORK, () -> this.code.line(statement));
		}

		private boolean isGroupBody() {
			return this.task.name().equals(Scenario.BODY);
		}

		private void work() {
			note("started");
			if (this.task.thread()) {
				workInThread();
				return;
			}
			if (this.task.blocking()) {
				work("time.sleep(" + delay() + ")");
			}
			else if (!this.cancelled || isGroupBody()) {
				work("await asyncio.sleep(" + delay() + ")");
			}
			else {
				sleepUntilCancelled();
			}
			meet();
		}

		private void workInThread() {
			this.code.line("").block("def in_thread():", () -> {
				this.code.line("time.sleep(" + delay() + ")");
				note("threadDone");
				end();
			}).line("");
			Runnable work = () -> work((returnsValue() ? "return " : "") + "await asyncio.to_thread(in_thread)");
			Runnable await = () -> {
				if (this.task.outcome() == Outcome.OK) {
					at(Statement.END, work);
				}
				else {
					work.run();
				}
			};
			if (this.cancelled || this.task.outcome() == Outcome.CANCEL) {
				this.code.block("try:", await);
				cleanUp();
			}
			else {
				await.run();
			}
		}

		private void sleepUntilCancelled() {
			switch (this.task.onCancel()) {
				case SUPPRESS -> suppress();
				case PROPAGATE, RETURN, RAISE -> {
					this.code.block("try:", () -> work("await asyncio.sleep(" + delay() + ")"));
					cleanUp();
				}
			}
		}

		private void suppress() {
			if (this.task.delay().isZero()) {
				this.code.block("try:", () -> work("await asyncio.sleep(0)"));
				except(() -> note("cancelRequested"));
				return;
			}
			this.code.line("until = time.monotonic() + " + delay())
				.block("while (rest := until - time.monotonic()) > 0:", () -> {
					this.code.block("try:", () -> work("await asyncio.sleep(rest)"));
					except(() -> this.code.line("note(" + name() + ", \"cancelRequested\")  # and sleeps on"));
				});
		}

		private void cleanUp() {
			except(() -> {
				note("cancelRequested");
				if (this.task.cleanup().isPositive()) {
					at(Statement.CLEANUP, () -> this.code
						.line("await asyncio.sleep(" + Literals.seconds(this.task.cleanup()) + ")  # cleans up"));
				}
				at(Statement.CLEANED, () -> this.code.line(switch (this.task.onCancel()) {
					case PROPAGATE, SUPPRESS -> "raise";
					case RETURN -> this.task.value().isNull() ? "return" : "return " + value();
					case RAISE -> "raise " + error() + "(" + cleanupMessage() + ")";
				}));
			});
		}

		private void except(Runnable handler) {
			this.code.block("except asyncio.CancelledError:", handler);
		}

		private void meet() {
			switch (this.task.then()) {
				case NOTHING -> {
				}
				case BARRIER -> meet(() -> meets("await barrier.wait()"));
				case WAIT -> meet(() -> underCondition("await condition.wait()"));
				case NOTIFY -> meet(() -> underCondition("condition.notify()"));
				case NOTIFY_ALL -> meet(() -> underCondition("condition.notify_all()"));
				case PUT -> meet(() -> meets("await queue.put(" + value() + ")"));
				case GET -> {
					boolean returned = this.task.outcome() == Outcome.OK;
					if (returned) {
						meet(() -> at(Statement.END, () -> meets("return await queue.get()")));
						return;
					}
					meet(() -> meets("await queue.get()"));
				}
			}
			end();
		}

		private void meet(Runnable meeting) {
			if (TaskFunctions.this.prospects.waitsInVain()) {
				this.code.block("with meets(" + name() + ", \"" + this.task.then().id() + "\"):", meeting);
			}
			else {
				note(this.task.then().id());
				meeting.run();
			}
		}

		private void meets(String statement) {
			at(Statement.MEET, () -> this.code.line(statement));
		}

		private void underCondition(String statement) {
			this.code.block("async with condition:", () -> meets(statement));
		}

		private boolean returnsValue() {
			return this.task.outcome() == Outcome.OK && !this.task.value().isNull();
		}

		private void end() {
			switch (this.task.outcome()) {
				case OK -> {
					if (returnsValue()) {
						end("return " + value());
					}
				}
				case FAIL -> end("raise " + error() + "(" + message() + ")");
				case CANCEL -> end("raise asyncio.CancelledError");
			}
		}

		private void end(String statement) {
			at(Statement.END, () -> this.code.line(statement));
		}

		private void note(String event) {
			this.code.line("note(" + name() + ", \"" + event + "\")");
		}

		private String name() {
			return this.arguments.get("name");
		}

		private String delay() {
			return this.arguments.get("delay");
		}

		private String value() {
			return this.arguments.get("value");
		}

		private String message() {
			return this.arguments.get("message");
		}

		private String cleanupMessage() {
			boolean same = this.task.failure().getMessage().equals(this.task.cleanupFailure().getMessage());
			return same ? message() : this.arguments.get("cleanup_message");
		}

		private String error() {
			return TaskFunctions.this.names.error(this.task.failure().type());
		}

	}

	private interface Arguments {

		String get(String parameter);

	}

	private record Constants(ScenarioTask task) implements Arguments {

		@Override
		public String get(String parameter) {
			return switch (parameter) {
				case "name" -> Literals.text(this.task.name());
				case "delay" -> Literals.seconds(this.task.delay());
				case "value" -> Literals.value(this.task.value());
				case "cleanup_message" -> Literals.text(this.task.cleanupFailure().getMessage());
				default -> Literals.text(this.task.failure().getMessage());
			};
		}

	}

	/**
	 * Where all tasks have the same, that; and a parameter where they differ.
	 */
	private record Parameters(List<Constants> tasks, Set<String> used) implements Arguments {

		@Override
		public String get(String parameter) {
			List<String> values = this.tasks.stream().map((task) -> task.get(parameter)).distinct().toList();
			if (values.size() == 1) {
				return values.getFirst();
			}
			this.used.add(parameter);
			return parameter;
		}

	}

}
