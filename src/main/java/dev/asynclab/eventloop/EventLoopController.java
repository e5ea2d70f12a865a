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
	@Operation(summary = "How the event loops are, and who stalled them", description = """
			A watchdog on a thread of its own sends a heartbeat to every event loop each 20 ms. One that waits for
			100 ms or more (asyncio's `slow_callback_duration`) is a stall: here with the line of code that kept the
			loop, and its stack trace. A stall in which the watchdog was late too, as in a garbage collection, or in
			which no code was seen at work, is `starved`: it has no culprit.""")
	EventLoopHealth eventLoop() {
		return new EventLoopHealth(this.properties.slowCallbackDuration().toMillis(), this.watchdog.lags(),
				this.watchdog.stalls());
	}

}
