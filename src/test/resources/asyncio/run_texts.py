#!/usr/bin/env python3
"""Runs the texts of programs on a virtual clock: one JSON string a line in, what it prints as a
JSON string a line out.

The texts stay as they are: time.monotonic, time.sleep, the event loop's selector and its threads
are replaced from outside. A thread of a text runs while the loop waits for it, until it sleeps; a
timer of the loop lets it go on.
"""
import asyncio
import concurrent.futures
import io
import json
import logging
import sys
import threading
import time
import traceback
from unittest import mock

import oracle


class Worker(threading.Thread):
    """Runs a function, and only while the loop waits for it."""

    def __init__(self, loop, function):
        super().__init__()
        self.loop, self.function = loop, function
        self.future = concurrent.futures.Future()
        self.future.set_running_or_notify_cancel()
        self.nap = None
        self.goes, self.rests = threading.Semaphore(0), threading.Semaphore(0)

    def run(self):
        self.goes.acquire()
        try:
            self.future.set_result(self.function())
        except BaseException as error:
            self.future.set_exception(error)
        self.rests.release()

    def sleep(self, seconds):
        self.nap = seconds
        self.rests.release()
        self.goes.acquire()

    def go_on(self):
        self.nap = None
        self.goes.release()
        self.rests.acquire()
        if self.nap is not None:
            self.loop.ends.append(self.loop.time() + self.nap)
            self.loop.call_later(self.nap, self.go_on)


class Loop(oracle.VirtualLoop):

    def __init__(self):
        super().__init__()
        self.ends = [0]

    def run_in_executor(self, executor, function, *args):
        worker = Worker(self, lambda: function(*args))
        worker.start()
        worker.go_on()
        return asyncio.wrap_future(worker.future, loop=self)

    async def shutdown_default_executor(self, timeout=None):
        rest = max(self.ends) - self.time()
        if rest >= 0:
            await asyncio.sleep(rest)
            for _ in range(3):
                await asyncio.sleep(0)


class Policy(asyncio.DefaultEventLoopPolicy):

    def new_event_loop(self):
        self.loop = oracle.set_task_hashes(Loop(), None)
        return self.loop


def run(text):
    policy = Policy()
    asyncio.set_event_loop_policy(policy)

    def sleep(seconds):
        thread = threading.current_thread()
        (thread.sleep if isinstance(thread, Worker) else policy.loop.advance)(seconds)

    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with mock.patch("time.monotonic", lambda: policy.loop.time()), mock.patch("time.sleep", sleep), \
            mock.patch("sys.stdout", printed):
        try:
            exec(compile(text, "scenario.py", "exec"), {"__name__": "__main__"})
        except BaseException:
            printed.write(traceback.format_exc())
        printed.flush()
    return printed.buffer.getvalue().decode()


if __name__ == "__main__":
    logging.getLogger("asyncio").disabled = True
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
