package dev.asynclab.scenario.python;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Literals;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.steps.Step.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine function that creates the tasks and awaits them with the combinator.
 */
final class OuterFunction {

	/** Python takes 20 blocks in one another in a function. */
	private static final int MOST_BLOCKS = 8;

	private static final int MOST_CALLS = 3;

	/** How deep the code of the function stands in it. */
	private static final int IN_OUTER = 2;

	private final Scenario scenario;

	private final Names names;

	private final Prospects prospects;

	private final TaskFunctions functions;

	private final boolean gathersCoroutines;

	/** The coroutine functions in this function, the innermost first. */
	private final Code inner = new Code();

	OuterFunction(Scenario scenario, Names names, Prospects prospects, TaskFunctions functions) {
		this.scenario = scenario;
		this.names = names;
		this.prospects = prospects;
		this.functions = functions;
		this.gathersCoroutines = gathersCoroutines();
	}

	// Whether gather can make the tasks itself, at the same time and in the same order.
	private boolean gathersCoroutines() {
		Combinator outermost = this.scenario.combinator();
		boolean limited = outermost instanceof Combinator.WaitFor || outermost instanceof Combinator.Timeout;
		Combinator gather = (limited && isPositive(outermost.timeout())) ? ((Combinator.Wrapper) outermost).of()
				: outermost;
		return gather instanceof Combinator.Gather(var tasks, boolean _) && tasks.equals(this.scenario.names())
				&& this.scenario.cancels().stream().allMatch((cancel) -> cancel.target().equals(Scenario.OUTER));
	}

	private static boolean isPositive(@Nullable Duration timeout) {
		return timeout == null || timeout.isPositive();
	}

	Code write() {
		Code awaiting = new Code(IN_OUTER);
		await(awaiting, this.scenario.combinator(), 0);
		Code code = new Code();
		return code.block("async def outer():", () -> code.block("with ends(\"outer\"):", () -> {
			createTasks(code);
			if (!this.inner.isEmpty()) {
				code.add(this.inner).line("");
			}
			code.add(awaiting);
		}));
	}

	private void createTasks(Code code) {
		List<String> own = this.scenario.combinator().leaf().own();
		List<String> created = this.scenario.names().stream().filter((name) -> !own.contains(name)).toList();
		if (!this.gathersCoroutines) {
			create(code, created, "asyncio.create_task(");
		}
	}

	private void create(Code code, List<String> tasks, String createTask) {
		for (String task : tasks) {
			String variable = this.names.variable(task);
			code.list(variable + " = " + createTask, List.of(this.functions.call(task), "name=" + Literals.text(task)),
					")");
			List<Cancellation> atOnce = this.scenario.cancelsAtOnce(task);
			atOnce.forEach((_) -> code.line(variable + ".cancel()  # before its first step"));
			if (!atOnce.isEmpty() || this.prospects.isOutOfTimeAtOnce(task)) {
				code.line(variable + ".add_done_callback(lambda _: note(" + Literals.text(task) + ", \"cancelled\"))");
			}
		}
		List<Cancellation> cancels = this.scenario.cancelsLater()
			.stream()
			.filter((cancel) -> tasks.contains(cancel.target()))
			.toList();
		if (!cancels.isEmpty()) {
			code.line("loop = asyncio.get_running_loop()");
			cancels.forEach((cancel) -> code.line("loop.call_at(start + " + Literals.secondsOf(cancel.ms()) + ", "
					+ this.names.variable(cancel.target()) + ".cancel)"));
		}
	}

	private void await(Code code, Combinator combinator, int blocks) {
		Call call = call(combinator, 0);
		if (call != null) {
			returnsAwait(code, () -> code.list("return await " + call.head(), call.arguments(), call.tail()));
			return;
		}
		switch (combinator) {
			case Combinator.Timeout(Combinator of, var timeout) ->
				code.block("async with asyncio.timeout(" + Literals.seconds(timeout) + "):", () -> {
					if (blocks < MOST_BLOCKS) {
						await(code, of, blocks + 1);
					}
					else {
						String inner = define(of);
						returnsAwait(code, () -> code.line("return await " + inner + "()"));
					}
				});
			case Combinator.WaitFor(Combinator of, var timeout) -> {
				String inner = define(of);
				returnsAwait(code, () -> code
					.line("return await asyncio.wait_for(" + inner + "(), " + Literals.seconds(timeout) + ")"));
			}
			case Combinator.Shield(Combinator of) -> {
				code.line("shielded = asyncio.create_task(" + define(of) + "(), name=\"shielded\")");
				returnsAwait(code, () -> code.line("return await asyncio.shield(shielded)"));
			}
			case Combinator.TaskGroup group -> taskGroup(code, group);
			case Combinator.Wait wait -> wait(code, wait);
			case Combinator.AsCompleted all -> asCompleted(code, all);
			case Combinator.Sequential(var tasks) -> returnsAwait(code, () -> code.list("return [",
					tasks.stream().map((task) -> "await " + this.functions.call(task)).toList(), "]"));
			case Combinator.Leaf _, Combinator.Gather _ -> throw new IllegalStateException("A call awaits these");
		}
	}

	private static void returnsAwait(Code code, Runnable lines) {
		returns(code, () -> awaits(code, lines));
	}

	private static void awaits(Code code, Runnable lines) {
		code.at(Scenario.OUTER, Statement.AWAIT, lines);
	}

	private static void returns(Code code, Runnable lines) {
		code.at(Scenario.OUTER, Statement.END, lines);
	}

	// What can be awaited in one expression, and is the same there.
	private @Nullable Call call(Combinator combinator, int calls) {
		return switch (combinator) {
			case Combinator.Leaf(String task) -> new Call(this.names.variable(task), List.of(), "");
			case Combinator.Gather(var tasks, boolean returnExceptions) -> {
				List<String> arguments = new ArrayList<>(
						this.gathersCoroutines ? tasks.stream().map(this.functions::call).toList() : variables(tasks));
				if (returnExceptions) {
					arguments.add("return_exceptions=True");
				}
				yield new Call("asyncio.gather(", arguments, ")");
			}
			case Combinator.Shield(Combinator.Leaf(String task)) ->
				new Call("asyncio.shield(", List.of(this.names.variable(task)), ")");
			case Combinator.WaitFor(Combinator of, var timeout) when isPositive(timeout)
					|| of instanceof Combinator.Leaf ->
				waitFor(call(of, calls + 1), timeout, calls);
			default -> null;
		};
	}

	private static @Nullable Call waitFor(@Nullable Call of, @Nullable Duration timeout, int calls) {
		return (of != null && calls < MOST_CALLS)
				? new Call("asyncio.wait_for(", List.of(of, Literals.seconds(timeout)), ")") : null;
	}

	private String define(Combinator of) {
		String name = this.names.free("inner");
		Code body = new Code(IN_OUTER + 1);
		await(body, of, 0);
		this.inner.line("").block("async def " + name + "():", () -> this.inner.add(body));
		return name;
	}

	private void taskGroup(Code code, Combinator.TaskGroup group) {
		ScenarioTask body = group.body();
		if (group.tasks().isEmpty() && body == null) {
			awaits(code, () -> code.line("async with asyncio.TaskGroup():"));
			code.indented(() -> code.line("pass"));
		}
		else {
			awaits(code, () -> code.line("async with asyncio.TaskGroup() as group:"));
			code.indented(() -> {
				create(code, group.tasks(), "group.create_task(");
				if (body != null) {
					code.add(this.functions.body(body));
				}
			});
		}
		if (group.tasks().stream().anyMatch(this.prospects::isCancelledAlone)) {
			code.list("tasks = [", variables(group.tasks()), "]");
			returns(code,
					() -> code
						.block("return [",
								() -> code.line("asyncio.CancelledError() if each.cancelled() else each.result()")
									.line("for each in tasks"))
						.line("]"));
		}
		else {
			List<String> results = variables(group.tasks()).stream().map((task) -> task + ".result()").toList();
			returns(code, () -> code.list("return [", results, "]"));
		}
	}

	private void wait(Code code, Combinator.Wait wait) {
		code.list("tasks = [", variables(this.scenario.names().stream().filter(wait.tasks()::contains).toList()), "]");
		List<String> arguments = new ArrayList<>(List.of("tasks"));
		if (wait.timeout() != null) {
			arguments.add("timeout=" + Literals.seconds(wait.timeout()));
		}
		if (wait.returnWhen() != ReturnWhen.ALL_COMPLETED) {
			arguments.add("return_when=asyncio." + wait.returnWhen());
		}
		awaits(code, () -> code.list("done, pending = await asyncio.wait(", arguments, ")"));
		returns(code,
				() -> code
					.block("return {",
							() -> code.line("\"done\": [it.get_name() for it in tasks if it in done],")
								.line("\"pending\": [it.get_name() for it in tasks if it in pending],"))
					.line("}"));
	}

	private void asCompleted(Code code, Combinator.AsCompleted all) {
		List<Object> arguments = new ArrayList<>(List.of(new Call("[", variables(all.tasks()), "]")));
		if (all.timeout() != null) {
			arguments.add("timeout=" + Literals.seconds(all.timeout()));
		}
		code.line("results = []").list("for each in asyncio.as_completed(", arguments, "):").indented(() -> {
			Runnable next = () -> awaits(code, () -> code.line("results.append(await each)"));
			if (all.raiseOnError() || this.prospects.allFinish()) {
				next.run();
				return;
			}
			code.block("try:", next);
			if (all.tasks().stream().anyMatch(this.prospects::isCancelledAlone)) {
				code.block("except asyncio.CancelledError as error:", () -> {
					code.block("if asyncio.current_task().cancelling():",
							() -> code.line("raise  # this task is cancelled, and not that one"));
					code.line("results.append(error)");
				});
			}
			code.block("except Exception as error:", () -> code.line("results.append(error)"));
		});
		returns(code, () -> code.line("return results"));
	}

	private List<String> variables(List<String> tasks) {
		return tasks.stream().map(this.names::variable).toList();
	}

}
