package dev.asynclab.asyncio;

/**
 * What the loop has in its queue: a callback to run, or a task to go on with.
 */
public sealed interface Ready permits Handle, Task {

}
