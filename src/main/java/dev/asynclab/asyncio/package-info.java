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
 * <li>{@code set_result} of a task is an {@code UnsupportedOperationException};
 * {@code Timeout.reschedule} takes the time from now; a queue holds no null.</li>
 * <li>A lambda is a coroutine that can be awaited again and again. Where it matters, as
 * for {@code gather(c, c)}, the same object is the same awaitable.</li>
 * </ul>
 *
 * <h2>What can't exist in Java</h2> The numbers are those of the facts in
 * {@code src/test/resources/asyncio/semantics.md}.
 * <ul>
 * <li>SIGINT cancels main (4): a Java program does not handle signals. Interrupting the
 * thread that called {@code run} does it.</li>
 * <li>Tasks that are held weakly, and "destroyed but pending" when collected (12):
 * nothing would unwind the stack of a waiting thread. The loop holds its tasks.</li>
 * <li>"A coroutine was expected, got 42" (1, 5), "A coroutine object is required" (68),
 * "passing coroutines is forbidden", a bare task for {@code wait}, a bad
 * {@code return_when} (44), {@code sleep(NaN)} (62): they do not compile.</li>
 * <li>{@code "cannot reuse already awaited coroutine"} (10), "coroutine 'f' was never
 * awaited" (70): a lambda can't tell whether it ran. What
 * {@link dev.asynclab.asyncio.Asyncio#coroutine} makes can, and does.</li>
 * <li>{@code __context__} (17): Java does not note the error that was being handled. A
 * time-out's cause is set (45).</li>
 * <li>The moment of collection (71) is the collector's: with reference counts CPython
 * reports at once.</li>
 * </ul>
 *
 * What CPython reports when a task is collected (errors that were never retrieved) is
 * reported then, and at the latest when the loop is closed. An error shows the frames of
 * the task that failed, then those of each task that awaited it.
 * <p>
 * Not here, since 3.13 has not got it: {@code eager_start}, {@code TaskGroup.cancel()},
 * call graphs (74, 75).
 *
 * <h2>Other threads</h2> They reach a loop through
 * {@link dev.asynclab.asyncio.EventLoop#callSoonThreadsafe},
 * {@link dev.asynclab.asyncio.Asyncio#runCoroutineThreadsafe}, or a
 * {@code CompletionStage} that a task awaits. The loop is known to its tasks by a scoped
 * value, which threads forked with a {@code StructuredTaskScope} inherit: they must not
 * touch the loop at all.
 */
@NullMarked
package dev.asynclab.asyncio;

import org.jspecify.annotations.NullMarked;
