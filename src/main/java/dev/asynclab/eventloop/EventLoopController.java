package dev.asynclab.eventloop;

import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.Bounds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/event-loop} and {@code GET /api/event-loop/tasks}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class EventLoopController {

	private static final int MOST_TASKS = 10_000;

	private final Watchdog watchdog;

	private final WatchdogProperties properties;

	EventLoopController(Watchdog watchdog, WatchdogProperties properties) {
		this.watchdog = watchdog;
		this.properties = properties;
	}

	@GetMapping(path = "/api/event-loop", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "The state of the event loops, and the code that blocked them", description = """
			A watchdog on a thread of its own sends a heartbeat to every event loop each 20 ms. If a heartbeat waits
			for 100 ms or more (asyncio's `slow_callback_duration`), that is a stall. The answer shows the line of code
			that blocked the loop, and its stack trace. A stall is `starved` if the watchdog was late too, as in a
			garbage collection, or if it saw no code at work: then no code is to blame.""")
	EventLoopHealth eventLoop() {
		return new EventLoopHealth(this.properties.slowCallbackDuration().toMillis(), this.watchdog.lags(),
				this.watchdog.stalls());
	}

	@GetMapping(path = "/api/event-loop/tasks",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "Which task waits for which, now", description = """
			Lists the tasks of the asyncio loops that run: of the lab, of lessons, of scenarios on the real clock
			and of tasks of style `asyncio`. It answers at once, also while a task blocks its loop.

			A task is `queued` until its first step, `awaiting` while it waits for something, `ready` when that is
			there and others have the turn, also if a timer is due or an answer has come while a task blocks the
			loop, and `blocking` as long as it has the turn itself. `awaits` is the call that it waits in, with the
			tasks that it awaits there. A task that has no name has that of the job that it runs. Tasks that await
			each other in a circle are a deadlock, and each names it. A loop whose tasks change too fast to be seen
			is an entry with `changing`, after the tasks of the others.

			`format=text` prints the tasks much like `python -m asyncio ps` and `pstree` of Python 3.14.""")
	LoopTasks tasks(
			@Parameter(description = "The most tasks to list.") @RequestParam(defaultValue = "1000") int limit) {
		Bounds.requireBetween("limit", limit, 1, MOST_TASKS);
		return LoopTasks.capture(this.watchdog.asyncioLoops(), limit);
	}

}
