"""asyncio.gather over n tasks that sleep, in each round of one process: `sleeps.py asyncio|uvloop N
ROUNDS`, or over sleep(0) loops: `sleeps.py asyncio|uvloop N ROUNDS YIELDS`. Prints for each round
the seconds and the peak so far of the resident memory in KB."""
import asyncio
import resource
import sys
import time


async def sleeper():
    await asyncio.sleep(1)


async def yielder(yields):
    for _ in range(yields):
        await asyncio.sleep(0)


async def main(n, yields):
    start = time.perf_counter()
    await asyncio.gather(*(asyncio.create_task(yielder(yields) if yields else sleeper()) for _ in range(n)))
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1] == "uvloop":
        import uvloop
        uvloop.install()
    n, rounds, yields = [int(argument) for argument in (sys.argv[2:] + ["0"])[:3]]
    for _ in range(rounds):
        print(asyncio.run(main(n, yields)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
