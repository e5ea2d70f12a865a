"""The workloads of LoopBenchmark.java on CPython's asyncio."""
import asyncio
import sys
import time


async def switches(tasks, yields):
    async def worker():
        for _ in range(yields):
            await asyncio.sleep(0)
    await asyncio.gather(*[asyncio.create_task(worker()) for _ in range(tasks)])


async def sleeps(tasks):
    async def worker():
        await asyncio.sleep(1)
    await asyncio.gather(*[asyncio.create_task(worker()) for _ in range(tasks)])


def main(kind, tasks, rounds, yields=0):
    for _ in range(int(rounds)):
        start = time.perf_counter()
        asyncio.run(switches(int(tasks), int(yields)) if kind == "switch" else sleeps(int(tasks)))
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
