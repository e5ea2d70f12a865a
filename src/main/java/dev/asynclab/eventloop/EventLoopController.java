package dev.asynclab.eventloop;

import dev.asynclab.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/event-loop}.
 */
@RestController
@Tag(name = Tags.COLLAPSE)
class EventLoopController {

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

}
