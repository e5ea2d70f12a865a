package dev.asynclab.eventloop;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What is told of a loop: a task, or that its tasks could not be seen.
 */
@Schema(oneOf = { LoopTask.class, ChangingLoop.class })
sealed interface LoopEntry permits LoopTask, ChangingLoop {

	String loop();

}
