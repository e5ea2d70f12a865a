"""For CPython 3.13: prints what happens when, and how it ends."""
import asyncio
import contextlib
import time

TICK = 50  # ms
ORDER = ["A", "B", "outer"]
log = []


def note(task, event):
    ms = (time.monotonic() - start) * 1000
    log.append((int(ms / TICK + 0.5) * TICK, task, event))


@contextlib.contextmanager
def ends(task):
    yield
    note(task, "finished")


async def work(name, delay, value):
    with ends(name):
        note(name, "started")
        await asyncio.sleep(delay)
        return value


async def outer():
    with ends("outer"):
        return await asyncio.gather(work("A", 0.2, "a"), work("B", 0.1, "b"))


async def main():
    global start
    start = time.monotonic()  # the event loop's clock, too
    task = asyncio.create_task(outer(), name="outer")
    await asyncio.wait([task])
    return task


task = asyncio.run(main())
log.sort(key=lambda entry: (entry[0], ORDER.index(entry[1])))
for ms, name, event in log:
    print(ms, name, event, sep="\t")
print("returned", repr(task.result()))
