/**
 * Python's asyncio in Java: the event loop and the task API of CPython 3.13, in direct
 * style. {@link dev.asynclab.asyncio.Asyncio} is the door.
 *
 * <pre class="code">
 * Asyncio.run(() -&gt; {
 *     Task&lt;String&gt; one = createTask("task1", () -&gt; { sleep(ofSeconds(2)); return "task1 done"; });
 *     Task&lt;String&gt; two = createTask("task2", () -&gt; { sleep(ofSeconds(1)); return "task2 done"; });
 *     return gather(one, two);
 * });
 * </pre>
 *
 * Each task is a virtual thread and exactly one runs at a time. Whoever waits hands the
 * turn to the next ready task, so nothing else runs between two awaits, tasks run in the
 * order in which they became ready, and a step that blocks ({@code Thread.sleep}, a
 * socket, a lock) stalls them all.
 *
 * <h2>Shapes that Java forces</h2>
 * <ul>
 * <li>{@code async with} is a lambda: {@code taskGroup(group -> ...)},
 * {@code timeout(duration, () -> ...)}, {@code semaphore.with(() -> ...)}.
 * {@code close()} could neither see nor replace the body's error.</li>
 * <li>{@code wait} is written {@code Asyncio.wait(...)}, since every object has a
 * {@code wait}; the event has {@code await()}.</li>
 * <li>Errors are thrown as they are, checked ones too, undeclared: the same object must
 * reach every awaiter.</li>
 * <li>{@code CancelledError} is an {@code Error}, as it is a {@code BaseException}.
 * Python's {@code ValueError} is an {@code IllegalArgumentException}, or an
 * {@code IllegalStateException} where no argument is to blame; {@code RuntimeError} is an
 * {@code IllegalStateException}. An {@code Error} makes a group a
 * {@code BaseExceptionGroup}.</li>
 * <li>In place of {@code KeyboardInterrupt} and {@code SystemExit} a
 * {@code VirtualMachineError} (but for stack overflows) tears the loop down.</li>
 * </ul>
 *
 * <h2>What can't exist in Java</h2>
 * <ul>
 * <li>SIGINT cancels main: a Java program does not handle signals. Interrupting the
 * thread that called {@code run} does it.</li>
 * <li>Tasks that are held weakly, and "destroyed but pending" when collected: nothing
 * would unwind the stack of a waiting thread. The loop holds its tasks.</li>
 * <li>"A coroutine was expected, got 42", "passing coroutines is forbidden", a bare task
 * for {@code wait}, a bad {@code return_when}, {@code sleep(NaN)}: they do not
 * compile.</li>
 * <li>"Coroutine 'f' was never awaited": a lambda that nobody runs can't tell. Only what
 * {@link dev.asynclab.asyncio.Asyncio#coroutine} makes can be forgotten, and is
 * reported.</li>
 * <li>{@code __context__}: Java does not note the error that was being handled. A
 * time-out's cause is set.</li>
 * </ul>
 *
 * What CPython reports when a task is collected (errors that were never retrieved) is
 * reported then, and at the latest when the loop is closed. An error shows the frames of
 * the task that failed, then those of each task that awaited it.
 * <p>
 * Not here, since 3.13 has not got it: eager tasks, {@code TaskGroup.cancel()}, call
 * graphs.
 */
@NullMarked
package dev.asynclab.asyncio;

import org.jspecify.annotations.NullMarked;
