package dev.asynclab.task;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.admission.Limits;
import dev.asynclab.answer.EventStream;
import dev.asynclab.cluster.DurableTask;
import dev.asynclab.cluster.DurableTasks;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import dev.asynclab.timeline.Traced;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/tasks}.
 */
@RestController
@Tag(name = Tags.TASKS_AND_SCENARIOS)
class TaskController {

	private static final String SIMPLE = """
			{ "delay": "2s" }""";

	private static final String FAILS = """
			{ "name": "B", "delay": "1s", "fail": true, "style": "webclient" }""";

	private static final String CLEANS_UP = """
			{ "name": "A", "delay": "30s", "cleanup": "2s", "style": "virtual-thread" }""";

	private static final String REFUSES = """
			{ "name": "stubborn", "delay": "10s", "onCancel": "suppress", "style": "asyncio" }""";

	private static final String DURABLE = """
			{ "delay": "5s", "style": "hazelcast", "durable": true }""";

	private static final Clock CLOCK = Clock.systemUTC();

	private final Tasks tasks;

	private final DurableTasks durableTasks;

	private final Limits limits;

	private final Duration longestWait;

	TaskController(Tasks tasks, DurableTasks durableTasks, Limits limits, TaskLimits taskLimits) {
		this.durableTasks = durableTasks;
		this.tasks = tasks;
		this.limits = limits;
		this.longestWait = taskLimits.taskWait();
	}

	@PostMapping(path = "/api/tasks", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "asyncio.create_task: a task that lives on after the request", description = """
			Creates a task and answers at once, with its address in `Location`. The task runs in the requested style.
			If it is cancelled while it works, it cleans up first (`cleanup`), or does what `onCancel` says. A durable
			task of style `hazelcast` is kept by the cluster: each of its labs lists and awaits it.""",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TaskRequest.class),
					examples = { @ExampleObject(name = "simple", summary = "Two seconds of work", value = SIMPLE),
							@ExampleObject(name = "fails", summary = "It fails", value = FAILS),
							@ExampleObject(name = "cleansUp", summary = "It cleans up when cancelled",
									value = CLEANS_UP),
							@ExampleObject(name = "refuses", summary = "It refuses to be cancelled", value = REFUSES),
							@ExampleObject(name = "durable", summary = "It outlives this lab, in a cluster of labs",
									value = DURABLE) })),
			responses = @ApiResponse(responseCode = "202", description = "The task, which has been created.",
					headers = @Header(name = HttpHeaders.LOCATION, description = "The task's address.",
							schema = @Schema(type = "string")),
					useReturnTypeSchema = true))
	CompletableFuture<ResponseEntity<TaskView>> create(HttpServletRequest request) throws IOException {
		TaskSpec spec = TaskRequestReader.read(new ServletServerHttpRequest(request)).spec(this.limits);
		if (spec.durable()) {
			return this.durableTasks.create(spec::nameOf, spec.delay(), spec.outcome())
				.thenApply((task) -> created(TaskView.of(task)));
		}
		return this.tasks.ready(spec.style()).thenApply((_) -> created(this.tasks.create(spec).view()));
	}

	private static ResponseEntity<TaskView> created(TaskView task) {
		return ResponseEntity.accepted().location(URI.create("/api/tasks/" + task.id())).body(task);
	}

	@GetMapping(path = "/api/tasks",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, Traced.MEDIA_TYPE })
	@Operation(summary = "asyncio.all_tasks: the live tasks, and the last ones that ended", description = """
			Lists the tasks in the order of their creation, with the state of each; `format=text` prints them as
			`python -m asyncio ps` does. The last tasks that ended are kept, with the requests
			that cancelled them.""")
	TaskListing list(
			@Parameter(description = "Only tasks in this state; repeat it for more.") @RequestParam(
					required = false) @Nullable List<State> state,
			@Parameter(description = "Only tasks with a greater number.") @RequestParam(defaultValue = "0") long after,
			@Parameter(description = "The most tasks to list.") @RequestParam(defaultValue = "1000") int limit) {
		if (limit < 1) {
			throw new BadParameterException("limit", limit, Sentence.of("allowed.at-least", "at least {0}", 1));
		}
		List<TaskView> durable = this.durableTasks.list().stream().map(TaskView::of).toList();
		return new TaskListing(this.tasks.byState(durable),
				this.tasks.list(after, (state != null) ? state : List.of(), durable).limit(limit).toList(),
				CLOCK.instant());
	}

	@GetMapping(path = "/api/tasks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "await shield(task), with a time limit", description = """
			Returns the task as it is now or, with `wait`, when it has ended or the wait is over. If the wait ends
			first, the task continues. Waiting holds no thread.""")
	CompletableFuture<TaskView> task(@Parameter(description = "The task's number.") @PathVariable long id, @Parameter(
			description = "How long to wait for the task's end.") @RequestParam(defaultValue = "0ms") Duration wait) {
		Bounds.requireBetween("wait", wait, Duration.ZERO, this.longestWait);
		BackgroundTask task = this.tasks.get(id);
		return (task != null) ? within(wait, task.ended(), task::view) : within(wait,
				this.durableTasks.ended(durable(id)).thenApply(TaskView::of), () -> TaskView.of(durable(id)));
	}

	private static CompletableFuture<TaskView> within(Duration wait, CompletableFuture<TaskView> ended,
			Supplier<TaskView> now) {
		return ended.<@Nullable TaskView>thenApply((view) -> view)
			.completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
			.thenApply((view) -> (view != null) ? view : now.get());
	}

	private DurableTask durable(long id) {
		return this.durableTasks.find(id).orElseThrow(() -> this.tasks.noSuchTask(id));
	}

	@DeleteMapping(path = "/api/tasks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Task.cancel: a request, which the task may refuse", description = """
			Asks the task to end. A task that has not started is cancelled at once. A task that works stops and
			cleans up (a second request interrupts this), or refuses. `accepted` is false if it had already ended, and
			for a durable task, which can't be cancelled: `reason` says why.""")
	CancelAnswer cancel(@Parameter(description = "The task's number.") @PathVariable long id,
			HttpServletRequest request) {
		BackgroundTask task = this.tasks.get(id);
		if (task == null) {
			TaskView durable = TaskView
				.of(this.durableTasks.cancelRequested(id).orElseThrow(() -> this.tasks.noSuchTask(id)));
			return new CancelAnswer(false, durable.state(), durable.cancelling(), DurableTasks.NO_CANCEL);
		}
		boolean accepted = task.cancel(
				new CancelRequest(CLOCK.instant(), request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)));
		TaskView view = task.view();
		return new CancelAnswer(accepted, view.state(), view.cancelling(), null);
	}

	@GetMapping(path = "/api/tasks/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "The events of a task, as they happen", description = """
			Streams the task's past events, then each new one, and at its end the task as the event `task`. A comment
			every 500 ms lets the server notice that the client has disconnected. This does not cancel the task.""")
	Flux<ServerSentEvent<Object>> events(@Parameter(description = "The task's number.") @PathVariable long id) {
		BackgroundTask task = this.tasks.get(id);
		if (task == null) {
			DurableTask durable = durable(id);
			CompletableFuture<TaskView> ended = this.durableTasks.ended(durable).thenApply(TaskView::of);
			return EventStream.of(Flux.empty(), ended, "task", () -> {
			});
		}
		return EventStream.of(task.events(), task.ended(), "task", () -> {
		});
	}

	/**
	 * The answer to a request to cancel.
	 *
	 * @param accepted whether the task had not ended yet
	 * @param state the task's state now
	 * @param cancelling how often it was asked to end
	 * @param reasonSentence why it can't be cancelled, if it can't
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CancelAnswer(boolean accepted, State state, int cancelling, @Nullable Sentence reasonSentence) {

		@JsonProperty
		@Nullable String reason() {
			return (this.reasonSentence != null) ? this.reasonSentence.text() : null;
		}

	}

}
