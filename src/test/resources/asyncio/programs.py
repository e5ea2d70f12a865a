#!/usr/bin/env python3
"""Runs random programs on the real CPython asyncio and prints what happened when.

  python3 programs.py --count 100 --seed 7         a program and its two outcomes a line, as JSON
  python3 programs.py --run    < programs.jsonl    the traces of given programs
  ... --without cycles,fatal, --only locks         kinds of statements, see program_gen.py

A program is data: coroutines, each a list of statements, and the mains that are run one after
the other, each on a loop of its own. Tasks, futures and groups are kept in named slots, which
any statement may use; locks, queues and so on outlive the loops. ProgramRun.java is the same
interpreter for ours, statement by statement.

The clock is virtual (see oracle.py). CPython is unmodified, but for the order of sets, which it
leaves open: here they keep the order in which they were filled. Every 1000 virtual seconds a
reaper cancels all tasks, so that whoever waits for good ends, too. The second outcome, "untied", has
each time a little longer than the one before, so that no two timers are due together: CPython
promises no order for those.
"""
import argparse
import asyncio
import contextvars
import gc
import itertools
import json
import signal
import sys
import weakref

from oracle import _VirtualSelector

REAP_SECONDS, MAX_TASKS, HANG_SECONDS = 1000, 60, 10
MAX_REAPS = 100


class App(Exception):
    pass


class Base(BaseException):
    pass


class Fatal(SystemExit):
    pass


ERRORS = {"App": App, "Base": Base, "Fatal": Fatal, "Cancelled": asyncio.CancelledError, "Timeout": TimeoutError}


class Hang(SystemExit):
    pass


# ------------------------------------------------------------------ sets in order

class OrderedSet:
    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def add(self, item):
        self._items[item] = None

    def discard(self, item):
        self._items.pop(item, None)

    def remove(self, item):
        del self._items[item]

    def clear(self):
        self._items.clear()


asyncio.tasks.set = OrderedSet     # wait


class TaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class AsCompleted(asyncio.tasks._AsCompletedIterator):
    def __init__(self, aws, timeout):
        super().__init__([], None)
        loop = asyncio.get_running_loop()
        self._todo = OrderedSet(asyncio.ensure_future(aw, loop=loop) for aw in aws)
        for f in self._todo:
            f.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo_left = len(self._todo)


_serials, _serial = weakref.WeakKeyDictionary(), itertools.count()
_all_tasks = asyncio.tasks.all_tasks
asyncio.tasks.all_tasks = lambda loop=None: sorted(_all_tasks(loop), key=_serials.get)


def _register(task):
    _serials[task] = next(_serial)
    return task


class _EagerTask(asyncio.Task):
    def __init__(self, coro, **kw):
        _register(self)
        super().__init__(coro, eager_start=True, **kw)


_EagerTask.__name__ = "Task"


def _factory(loop, coro, **kw):
    return _register(asyncio.Task(coro, loop=loop, **kw))


def _eager_factory(loop, coro, **kw):
    return _EagerTask(coro, loop=loop, **kw)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        self._vtime, self.hung, self.left = 1000.0, False, 0
        selector = _VirtualSelector()
        selector.loop = self
        super().__init__(selector)
        self.set_task_factory(_factory)

    def time(self):
        return self._vtime

    def advance(self, seconds):
        self._vtime += seconds
        if self._vtime > MAX_REAPS * REAP_SECONDS:
            self.hung = True
            raise Hang

    def close(self):
        self.left = len(asyncio.tasks.all_tasks(self))
        super().close()


# ------------------------------------------------------------------ what is seen

def text(x):
    if isinstance(x, BaseExceptionGroup):
        kind = "Group" if isinstance(x, ExceptionGroup) else "BaseGroup"
        return kind + text(list(x.exceptions))
    if isinstance(x, (App, Base, Fatal, asyncio.CancelledError)):
        name = "Cancelled" if isinstance(x, asyncio.CancelledError) else type(x).__name__
        return "%s(%s)" % (name, x.args[0] if x.args and x.args[0] is not None else "")
    if isinstance(x, asyncio.InvalidStateError):
        return "InvalidState"
    if isinstance(x, RecursionError):
        return "Recursion"
    if isinstance(x, asyncio.BrokenBarrierError):
        return "BrokenBarrier"
    if isinstance(x, LookupError):
        return "Lookup"
    if isinstance(x, TimeoutError):
        return "Timeout"
    if isinstance(x, (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown)):
        return type(x).__name__
    if isinstance(x, (RuntimeError, ValueError, TypeError)):
        return "Misuse"
    if isinstance(x, BaseException):
        return "Unexpected %r" % x
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(map(text, x)) + "]"
    return str(x)


class Returned:
    def __init__(self, value):
        self.value = value


class Run:
    def __init__(self, program, ties):
        self.program = program
        self.ties, self.times = ties, 0
        self.slots, self.callbacks, self.scopes = {}, {}, []
        self.trace, self.reports = [], []
        self.numbers, self.kept = {}, []
        self.var = contextvars.ContextVar("v", default=0)
        self.ending = self.over = False
        self.tasks = 0
        self.prims = {name: self.primitive(*spec) for name, spec in program["primitives"].items()}

    @staticmethod
    def primitive(kind, *args):
        return {"lock": asyncio.Lock, "event": asyncio.Event, "semaphore": asyncio.Semaphore,
                "bounded": asyncio.BoundedSemaphore, "queue": asyncio.Queue, "lifo": asyncio.LifoQueue,
                "priority": asyncio.PriorityQueue, "condition": asyncio.Condition,
                "barrier": asyncio.Barrier}[kind](*args)

    def run(self):
        if self.program.get("runner"):
            contextvars.Context().run(self.run_all)
        else:
            self.run_each()
        self.over = True
        self.slots.clear()
        self.callbacks.clear()
        self.kept.clear()
        gc.collect()
        return {"trace": self.trace, "reports": sorted(self.reports)}

    def run_all(self):
        """All mains on one loop."""
        runner = asyncio.Runner(loop_factory=self.new_loop)
        runner.get_loop()
        for main in self.program["runs"]:
            self.ending, self.tasks = False, 0
            self.run_main(main, runner)
        self.ending = True
        try:
            runner.close()
            self.log("closed")
        except BaseException as e:
            self.log("close raised %s" % text(e))
            e.__traceback__ = None
        if self.loop.hung:
            raise Hang
        if self.loop.left:
            self.trace.append("tasks left: %d" % self.loop.left)

    def run_each(self):
        for main in self.program["runs"]:
            self.ending, self.tasks = False, 0
            contextvars.Context().run(self.run_main, main, None)
            if self.loop.hung:
                raise Hang
            if self.loop.left:
                # They will never end: what their clean-ups do is up to the collector.
                self.trace.append("tasks left: %d" % self.loop.left)
                break
            self.slots = {n: s for n, s in self.slots.items() if not s.done()}

    def run_main(self, main, runner):
        try:
            if runner:
                result = runner.run(self.body(main, True))
            else:
                result = asyncio.run(self.body(main, True), loop_factory=self.new_loop)
            self.log("run returned %s" % text(result))
        except Hang:
            raise
        except BaseException as e:
            self.log("run raised %s" % text(e))
            e.__traceback__ = None

    def new_loop(self):
        self.loop = Loop()
        self.loop.set_exception_handler(self.report)
        if self.program.get("eager"):
            self.loop.set_task_factory(_eager_factory)
        self.loop.set_debug(self.program.get("debug", False))
        self.loop.call_later(REAP_SECONDS, self.reap)
        return self.loop

    def reap(self):
        self.log("reap")
        self.loop.call_later(REAP_SECONDS, self.reap)
        for task in asyncio.tasks.all_tasks(self.loop):
            try:
                task.cancel("reaped")
            except RecursionError:
                self.log("%s waits for itself" % self.name(task))

    def report(self, loop, context):
        message, error = context["message"], context.get("exception")
        if "never retrieved" in message:
            self.reports.append("%s %s" % (message, text(error)))
            return
        if "destroyed but it is pending" in message:
            return
        kind = next(k for k in ("Exception in callback", "has errored out", "unhandled exception") if k in message)
        self.log("handler: %s %s v=%d" % (kind, text(error), self.var.get()))

    def log(self, what):
        if self.over:
            return
        if self.loop.is_closed() and not what.startswith(("run ", "close")):
            return
        try:
            task = asyncio.current_task()
        except RuntimeError:
            task = None
        name = self.name(task) if task else "-"
        self.trace.append("%d %s %s" % (round((self.loop.time() - 1000) * 1000), name, what))

    @staticmethod
    def name(task):
        """The name of a task, or ? for main and those that asyncio made."""
        return task.get_name() if "." in task.get_name() else "?"

    def seen(self, error):
        """Says which object an error is: the same one everywhere?"""
        if isinstance(error, (App, Base)):
            if id(error) not in self.numbers:
                self.numbers[id(error)] = len(self.numbers)
                self.kept.append(error)
            return "%s #%d" % (text(error), self.numbers[id(error)])
        return text(error)

    # ---- bodies

    async def body(self, statements, main=False):
        try:
            flow = await self.block(statements)
            value = flow.value if flow else None
        except BaseException as e:
            self.log("raised " + self.seen(e))
            self.ending |= main
            raise
        self.log("ended %s" % text(value))
        self.ending |= main
        return value

    def coro(self, index):
        return self.body(self.program["coros"][index])

    async def block(self, statements):
        for s in statements:
            op = getattr(self, "do_" + s[0], None)
            if op is not None:
                op(*s[1:])
            else:
                flow = await getattr(self, "await_" + s[0])(*s[1:])
                if flow is not None:
                    return flow
        return None

    def sync_block(self, statements, name=None):
        """A callback. How many of them come after the last task is up to the loop's end, so they do nothing."""
        if self.ending and not any("." in t.get_name() for t in asyncio.tasks.all_tasks(self.loop)):
            return
        if name:
            self.log("callback " + name)
        for s in statements:
            getattr(self, "do_" + s[0])(*s[1:])

    def seconds(self, ms):
        """Without ties, no two timers are due at the same time."""
        if ms is None or ms <= 0 or self.ties:
            return None if ms is None else ms / 1000
        self.times += 1
        return (ms * 1000 + self.times) / 1000000

    def slot(self, name):
        f = self.slots.get(name)
        if isinstance(f, asyncio.Future):
            # An await that was refused leaves a mark, which makes the next one fail at once.
            f._asyncio_future_blocking = False
        return f

    def gather(self, futures, return_exceptions):
        if len({f.get_loop() for f in futures}) > 1:
            # gather() itself finds out half way, and swallows the errors of those that came first.
            raise ValueError("The future belongs to a different loop")
        return asyncio.gather(*futures, return_exceptions=return_exceptions)

    def several(self, names):
        return [self.slot(n) for n in names if n in self.slots]

    def may_start(self):
        self.tasks += 1
        if self.ending or self.tasks > MAX_TASKS:
            self.log("too late")
            return False
        return True

    # ---- statements that do not wait

    def do_log(self, what):
        self.log(str(what))

    def do_spawn(self, slot, index):
        if self.may_start():
            self.slots[slot] = self.loop.create_task(self.coro(index), name="%s.%d" % (slot, self.tasks))

    def do_gspawn(self, group, slot, index):
        if group not in self.slots or not self.may_start():
            return
        coro = self.coro(index)
        try:
            self.slots[slot] = self.slots[group].group.create_task(coro, name="%s.%d" % (slot, self.tasks))
        except RuntimeError:
            coro.close()
            raise

    def do_cancel(self, slot, message):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future):
            self.log("cancel %s: %s" % (slot, f.cancel() if message is None else f.cancel(message)))

    def do_cancelMe(self, message):
        asyncio.current_task().cancel(message)

    def do_uncancel(self, slot):
        f = self.slot(slot)
        if isinstance(f, asyncio.Task):
            self.log("uncancel %s: %d" % (slot, f.uncancel()))

    def do_uncancelMe(self):
        self.log("uncancel: %d" % asyncio.current_task().uncancel())

    def do_state(self, slot):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future):
            cancelling = f.cancelling() if isinstance(f, asyncio.Task) else 0
            self.log("%s: done %s, cancelled %s, cancelling %d" % (slot, f.done(), f.cancelled(), cancelling))

    def do_result(self, slot):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future):
            self.log("result of %s: %s" % (slot, text(f.result())))

    def do_exception(self, slot):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future):
            self.log("exception of %s: %s" % (slot, self.seen(f.exception())))

    def do_future(self, slot):
        self.slots[slot] = self.loop.create_future()

    def do_setResult(self, slot, value):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future) and f.get_loop() is self.loop:
            f.set_result(value)

    def do_setException(self, slot, kind, message):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future) and f.get_loop() is self.loop:
            f.set_exception(ERRORS[kind](message))

    def callback(self, name, statements):
        def call(future):
            self.sync_block(statements, name)
        return self.callbacks.setdefault(name, call)

    def do_addCallback(self, slot, name, statements):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future):
            f.add_done_callback(self.callback(name, statements))

    def do_removeCallback(self, slot, name):
        f = self.slot(slot)
        if isinstance(f, asyncio.Future) and name in self.callbacks:
            self.log("removed %s: %d" % (name, f.remove_done_callback(self.callbacks[name])))

    def do_callSoon(self, slot, statements):
        self.slots[slot] = Call(self.loop.call_soon(self.sync_block, statements))

    def do_callLater(self, slot, ms, statements):
        self.slots[slot] = Call(self.loop.call_later(self.seconds(ms), self.sync_block, statements))

    def do_callAt(self, slot, ms, statements):
        self.slots[slot] = Call(self.loop.call_at(self.loop.time() + self.seconds(ms), self.sync_block, statements))

    def do_cancelCall(self, slot):
        c = self.slot(slot)
        if isinstance(c, Call):
            c.handle.cancel()
            self.log("cancelled call: %s" % c.handle.cancelled())

    def do_gathering(self, slot, names, return_exceptions):
        futures = self.several(names)
        if futures:
            self.slots[slot] = self.gather(futures, return_exceptions)

    def do_shielding(self, slot, name):
        if name in self.slots:
            self.slots[slot] = asyncio.shield(self.slot(name))

    def do_reschedule(self, slot, ms):
        s = self.slot(slot)
        if isinstance(s, Scope):
            s.timeout.reschedule(None if ms is None else self.loop.time() + self.seconds(ms))

    def do_expired(self, slot):
        s = self.slot(slot)
        if isinstance(s, Scope):
            self.log("%s expired: %s" % (slot, s.timeout.expired()))

    def do_set(self, event):
        self.prims[event].set()

    def do_clear(self, event):
        self.prims[event].clear()

    def do_release(self, lock):
        self.prims[lock].release()

    def do_notify(self, condition, n):
        self.prims[condition].notify(n)

    def do_notifyAll(self, condition):
        self.prims[condition].notify_all()

    def do_putNowait(self, queue, item):
        self.prims[queue].put_nowait(item)

    def do_getNowait(self, queue):
        self.log("got %s" % self.prims[queue].get_nowait())

    def do_taskDone(self, queue):
        self.prims[queue].task_done()

    def do_shutdown(self, queue, immediate):
        self.prims[queue].shutdown(immediate)

    def do_look(self, name):
        p = self.prims[name]
        if isinstance(p, asyncio.Queue):
            self.log("%s: size %d, full %s" % (name, p.qsize(), p.full()))
        elif isinstance(p, asyncio.Event):
            self.log("%s: set %s" % (name, p.is_set()))
        elif isinstance(p, asyncio.Barrier):
            self.log("%s: waiting %d, broken %s" % (name, p.n_waiting, p.broken))
        else:
            self.log("%s: locked %s" % (name, p.locked()))

    def do_setVar(self, value):
        self.var.set(value)

    def do_getVar(self):
        self.log("v=%d" % self.var.get())

    def do_raise(self, kind, message):
        raise ERRORS[kind](*(() if message is None else (message,)))

    def do_tasks(self):
        names = [t.get_name() for t in asyncio.tasks.all_tasks(self.loop)]
        self.log("tasks %s" % text([n for n in names if "." in n]))

    # ---- statements that may wait

    async def await_sleep(self, ms):
        await asyncio.sleep(self.seconds(ms))

    async def await_await(self, name):
        if name in self.slots:
            self.log("%s gave %s" % (name, text(await self.slot(name))))

    async def await_call(self, index):
        self.log("call gave %s" % text(await self.coro(index)))

    async def await_gather(self, names, return_exceptions):
        self.log("gathered %s" % text(await self.gather(self.several(names), return_exceptions)))

    async def await_wait(self, names, ms, return_when):
        futures = [(n, self.slots[n]) for n in names if n in self.slots]
        done, pending = await asyncio.wait([f for _, f in futures], timeout=self.seconds(ms),
                                           return_when=return_when)
        self.log("done %s, pending %s" % (text([n for n, f in futures if f in done]),
                                          text([n for n, f in futures if f in pending])))

    async def await_waitFor(self, name, ms):
        if name in self.slots:
            self.log("waited for %s" % text(await asyncio.wait_for(self.slot(name), self.seconds(ms))))

    async def await_waitForCall(self, index, ms):
        if self.may_start():
            self.log("waited for %s" % text(await asyncio.wait_for(self.coro(index), self.seconds(ms))))

    async def await_asCompleted(self, names, ms, catch):
        timeout = self.seconds(ms)
        for awaitable in AsCompleted(self.several(names), timeout):
            try:
                self.log("completed %s" % text(await awaitable))
            except Exception as e:
                self.log("completed with %s" % self.seen(e))
                if not catch:
                    raise

    async def await_asCompletedFutures(self, names, ms):
        futures = {id(f): n for n, f in zip(reversed(names), map(self.slot, reversed(names))) if f}
        async for f in AsCompleted(self.several(names), self.seconds(ms)):
            self.log("completed %s" % futures[id(f)])

    async def await_shield(self, name):
        if name in self.slots:
            self.log("shielded %s" % text(await asyncio.shield(self.slot(name))))

    async def await_timeout(self, slot, ms, body):
        async with asyncio.timeout(self.seconds(ms)) as t:
            self.slots[slot] = Scope(t)
            return await self.block(body)

    async def await_group(self, slot, body):
        async with TaskGroup() as g:
            self.slots[slot] = Group(g)
            return await self.block(body)

    async def await_with(self, name, body):
        async with self.prims[name]:
            return await self.block(body)

    async def await_acquire(self, name):
        await self.prims[name].acquire()

    async def await_wait_(self, name):
        p = self.prims[name]
        value = await p.wait()
        if isinstance(p, asyncio.Barrier):
            self.log("place %d" % value)

    async def await_waitUntil(self, name, other):
        await self.prims[name].wait_for(lambda: not self.prims[other].empty())

    async def await_reset(self, name):
        await self.prims[name].reset()

    async def await_abort(self, name):
        await self.prims[name].abort()

    async def await_put(self, name, item):
        await self.prims[name].put(item)

    async def await_get(self, name):
        self.log("got %s" % await self.prims[name].get())

    async def await_join(self, name):
        await self.prims[name].join()

    async def await_return(self, value):
        return Returned(value)

    async def await_repeat(self, n, body):
        for _ in range(n):
            flow = await self.block(body)
            if flow is not None:
                return flow

    async def await_try(self, body, on_cancelled, reraise, on_error, on_exit):
        try:
            return await self.block(body)
        except asyncio.CancelledError as e:
            if on_cancelled is None:
                raise
            self.log("caught " + text(e))
            flow = await self.block(on_cancelled)
            if flow is not None:
                return flow
            if reraise:
                raise
        except Exception as e:
            if on_error is None:
                raise
            self.log("caught " + self.seen(e))
            return await self.block(on_error)
        finally:
            if on_exit:
                await self.block(on_exit)


class Call:
    def __init__(self, handle):
        self.handle = handle

    def done(self):
        return True


class Scope(Call):
    def __init__(self, timeout):
        self.timeout = timeout


class Group(Call):
    def __init__(self, group):
        self.group = group


# ------------------------------------------------------------------ command

def outcome(program, ties=True):
    def hang(*_):
        raise Hang()
    signal.signal(signal.SIGALRM, hang)
    signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS, 1)
    try:
        return Run(program, ties).run()
    except Hang:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", default="")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    gc.disable()
    gc.freeze()
    if args.run:
        programs = map(json.loads, sys.stdin)
    else:
        from program_gen import generate
        programs = (generate(seed, set(args.without.split(",")), set(filter(None, args.only.split(","))))
                    for seed in range(args.seed, args.seed + args.count))
    for program in programs:
        line = {"program": program, "outcome": outcome(program), "untied": outcome(program, False)}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
