"""asyncio.gather over n tasks that sleep: `sleeps.py asyncio|uvloop N`, or over sleep(0) loops:
`sleeps.py asyncio|uvloop N YIELDS`. Prints seconds and the peak of the resident memory in KB."""
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
    seconds = asyncio.run(main(int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
