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
 * Each task is a virtual thread and exactly one runs at a time. A task that waits hands
 * the turn to the next ready task. So nothing else runs between two awaits, tasks run in
 * the order in which they became ready, and a step that blocks ({@code Thread.sleep}, a
 * socket, a lock) stalls them all.
 *
 * <h2>On which thread a task runs</h2> JDK 25 can let another thread than its own carry a
 * virtual one, through a constructor that is not public. If the program runs with
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED} (in a manifest:
 * {@code Add-Opens: java.base/java.lang}), and a platform thread is the first to run a
 * loop, that thread carries the loop's tasks: a switch is one continuation that yields
 * and one that goes on. Otherwise tasks wake each other across the JVM's carriers, with
 * the same semantics, and a switch takes several times as long. The log says once which
 * it is, and {@link dev.asynclab.asyncio.EventLoop#handOver()} says it at any time. Where
 * tasks are carried:
 * <ul>
 * <li>A task that waits is {@code RUNNABLE} in a thread dump, since it has yielded and is
 * not parked. Its stack shows where it waits.</li>
 * <li>A task that awaits in a native frame or a class initializer keeps the loop's
 * thread. Another thread runs the loop meanwhile. If the run is to end, such a task is
 * cancelled, once, and the run ends after it.</li>
 * <li>An interrupt of the thread that runs the loop cancels the run, as ever. If a task
 * calls {@code Object.wait} at that moment, it may see the interrupt, too.</li>
 * <li>A later run of the loop by a virtual thread is done by a platform thread in its
 * place.</li>
 * </ul>
 *
 * <h2>Shapes that Java forces</h2>
 * <ul>
 * <li>{@code async with} is a lambda: {@code taskGroup(group -> ...)},
 * {@code timeout(duration, () -> ...)}, {@code semaphore.with(() -> ...)}.
 * {@code close()} could neither see nor replace the body's error. {@code except*} is a
 * chain of calls: {@link dev.asynclab.asyncio.ExceptStar}.</li>
 * <li>{@code wait} is written {@code Asyncio.wait(...)}, since every object has a
 * {@code wait}; event, condition and barrier have {@code await()}. The condition's
 * {@code notify} is {@code signal()}.</li>
 * <li>{@code gather(...)} waits, and {@code gathering(...)} gives the future; so do
 * {@code shield} and {@code shielding}.</li>
 * <li>Errors are thrown as they are, checked ones too, undeclared: the same object must
 * reach every awaiter.</li>
 * <li>{@code CancelledError} is an {@code Error}, as it is a {@code BaseException}.
 * Python's {@code ValueError} is an {@code IllegalArgumentException}, or an
 * {@code IllegalStateException} where no argument is to blame; {@code RuntimeError} is an
 * {@code IllegalStateException}. An {@code Error} makes a group a
 * {@code BaseExceptionGroup}.</li>
 * <li>In place of {@code KeyboardInterrupt} and {@code SystemExit} a
 * {@code VirtualMachineError} tears the loop down. A stack overflow is an error like
 * others, unless it hits the loop's own code, as in an await at the end of the stack.
 * Then the loop is lost: it is torn down, or it hangs, if the thread that gives its turn
 * away has no room to wait for it.</li>
 * <li>{@code set_result} of a task is an {@code UnsupportedOperationException};
 * {@code Timeout.reschedule} takes the time from now, and {@code rescheduleAt} the loop's
 * time; a queue holds no null.</li>
 * <li>A lambda is a coroutine that can be awaited again and again. Where it matters, as
 * for {@code gather(c, c)}, the same object is the same awaitable.</li>
 * <li>{@code toString()} shows what Python's {@code repr} shows, but for addresses and
 * the place of a coroutine's or callback's source.</li>
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
 *
 * <h2>Where CPython loses a task and this package does not</h2>
 * <ul>
 * <li>Cancelling a task that awaits itself through others is a {@code RecursionError}
 * there; here it is an {@code IllegalStateException} that names the task. If the task was
 * about to wait so, CPython reports the error and never resumes the task; here the task
 * gets it.</li>
 * <li>What another thread does in debug mode is refused by both: a result, an error, a
 * cancellation, a call of a queue, a deadline. CPython may have done half of it by then,
 * such as ended the future without calling back; here nothing has changed.</li>
 * <li>An item that can't be compared is in a priority queue after CPython's {@code put}
 * has failed; here it is not.</li>
 * </ul>
 *
 * <h2>What stays away</h2>
 * <ul>
 * <li>Streams, transports, protocols, servers, TLS, subprocesses, pipes,
 * {@code add_reader}, {@code sock_*}, {@code sendfile}, {@code getaddrinfo} and
 * {@code getnameinfo}: Java has its own I/O, and a task awaits what gives a
 * {@code CompletionStage} or runs in {@code toThread}.</li>
 * <li>Signal handlers and child watchers: the JDK has no public API for signals.</li>
 * <li>Event loop policies, {@code get_event_loop} without a running loop,
 * {@code set_event_loop}: deprecated since 3.12 or 3.14, and replaced by
 * {@code Runner}.</li>
 * <li>Asynchronous generators and iterators, {@code shutdown_asyncgens}: Java has no
 * {@code yield}; a {@code Queue} does it.</li>
 * <li>{@code iscoroutine}, {@code isfuture}, {@code iscoroutinefunction}:
 * {@code instanceof} says it. {@code get_coro}, {@code Token.var} and
 * {@code Token.old_value}, and a context as a mapping: nothing here needs them.
 * {@code create_eager_task_factory}: there is one kind of task.</li>
 * <li>{@code PYTHONASYNCIODEBUG}, origin tracking, the place where a handle was created:
 * the stack traces of Java's threads and errors are there without.</li>
 * <li>Subclasses of {@code Task}, {@code Future}, {@code EventLoop} and {@code Queue},
 * and the private modules ({@code _asyncio}, {@code staggered}, {@code trsock}): what
 * they are for can be done with a {@code TaskFactory}, a {@code LoopClock}, or
 * {@code Workers}.</li>
 * <li>{@code eager_start} of {@code create_task} and {@code TaskGroup.cancel()} (74, 75):
 * newer than 3.13. The call graph of 3.14 is here:
 * {@link dev.asynclab.asyncio.CallGraph}.</li>
 * </ul>
 *
 * <h2>Looking on</h2> A {@link dev.asynclab.asyncio.LoopListener} is told of each turn
 * while the loop takes it: whose it is, what waits for what, which timers are set and
 * due. {@link dev.asynclab.asyncio.CallGraph} shows who waits for whom. CPython has no
 * such listener.
 *
 * <h2>Other threads</h2> They reach a loop through
 * {@link dev.asynclab.asyncio.EventLoop#callSoonThreadsafe},
 * {@link dev.asynclab.asyncio.Asyncio#runCoroutineThreadsafe}, or a
 * {@code CompletionStage} that a task awaits, and may look at its
 * {@link dev.asynclab.asyncio.CallGraph}. The loop is known to its tasks by a scoped
 * value, which threads forked with a {@code StructuredTaskScope} inherit: they must not
 * touch the loop at all.
 */
@NullMarked
package dev.asynclab.asyncio;

import org.jspecify.annotations.NullMarked;
