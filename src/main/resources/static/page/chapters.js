import { sourceAt, stylesAt } from './lessons.js';

const TUTORIAL = ['task1:2s', 'task2:1s'];

const SEQUENTIAL = `async def main():
    first = await fetch("task1")    # 2 s
    second = await fetch("task2")   # 1 s
    return [first, second]          # after 3 s`;

const HELLO = `async def say_hello():
    print("Hello")
    await asyncio.sleep(1)
    print("World")`;

const RUN = `async def main():
    asyncio.create_task(fetch("task1"))
    return await fetch("task2")

# makes the loop, runs main, cancels
# what is left, closes the loop
asyncio.run(main())`;

const NESTED_RUN = `async def bad():
    asyncio.run(fetch("task2"))
    # RuntimeError: asyncio.run() cannot be called
    # from a running event loop

async def good():
    await fetch("task2")   # inside a loop: await

asyncio.run(bad())`;

const CREATE_TASK = `async def main():
    task1 = asyncio.create_task(fetch("task1"))
    task2 = asyncio.create_task(fetch("task2"))
    return [await task1, await task2]`;

const GATHER = `async def main():
    return await asyncio.gather(
        fetch("task1"), fetch("task2"))`;

const SIBLINGS = `try:
    await asyncio.gather(
        fetch("A"), fetch("B"))  # B fails
except OSError:
    ...  # A runs on, and nobody awaits it

try:
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch("A"))
        group.create_task(fetch("B"))
except* OSError:
    ...  # A was cancelled, and has ended`;

const WAIT = `done, pending = await asyncio.wait(
    {task1, task2}, timeout=1.5,
    return_when=asyncio.ALL_COMPLETED)`;

const WAIT_FOR = `try:
    result = await asyncio.wait_for(task, timeout=1)
except TimeoutError:
    ...  # the task was cancelled`;

const TIMEOUT = `async with asyncio.timeout(2.5):
    await fetch("task1")
    await fetch("task2")`;

const TASK_GROUP = `async with asyncio.TaskGroup() as group:
    task1 = group.create_task(fetch("task1"))
    task2 = group.create_task(fetch("task2"))
# a failure cancels the siblings`;

const AS_COMPLETED = `for earliest in asyncio.as_completed(tasks):
    print(await earliest)`;

const SHIELD = `task = asyncio.create_task(fetch("task1"))
try:
    await asyncio.shield(task)
except asyncio.CancelledError:
    ...  # we leave; the task runs on
    raise`;

const TO_THREAD = `result = await asyncio.to_thread(blocking_call)`;

const QUEUE = `async def producer(queue):
    await queue.put(await fetch())

async def consumer(queue):
    await work(await queue.get())
    queue.task_done()`;

const BLOCKING = `async def bad():
    time.sleep(1.5)           # blocks every task

async def good():
    await asyncio.sleep(1.5)  # the others run`;

const NOT_AWAITABLE = `async def main():
    await 42             # TypeError: object int can't be
                         # used in 'await' expression
    await time.sleep(1)  # blocks, then TypeError: None

    save("order")        # the reverse: a coroutine that
                         # nobody awaits never runs`;

const CPU_BOUND = `def work(digest):
    for _ in range(1_500_000):
        digest = sha256(digest).digest()

async def bad():
    work(b"job-1")       # nothing else gets a turn

async def good(processes):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(processes, work, b"job-1")`;

const LIMIT = `semaphore = asyncio.Semaphore(2)

async def bounded(name):
    async with semaphore:
        return await fetch(name)

await asyncio.gather(*map(bounded, names))`;

/**
 * The tutorial in its order. `path` is what Run asks, and `kind` what it answers: a
 * lesson's stream of events, a pitfall's observations, or CPU-bound jobs. `fields` are its
 * own parameters `[name, kind, default]`, and `choice` is the one that the tabs set. The
 * tabs are the styles of the lesson, and show its classes, unless the chapter has `styles`,
 * and a `source` or `sources` below `sources/`.
 */
export const CHAPTERS = [
	chapter('what-is-async', 'sequential', { python: SEQUENTIAL, group: 'basics' }),
	chapter('await', 'hello', { python: HELLO, plan: 'none', fields: [['delay', 'duration', '1s']],
		group: 'basics' }),
	chapter('run', 'run', { python: RUN, style: 'asyncio',
		fields: [['nested', 'boolean', 'false']], group: 'basics' }),
	chapter('create-task', 'create-task', { python: CREATE_TASK, group: 'basics' }),
	chapter('gather', 'gather', { python: GATHER,
		fields: [['returnExceptions', 'boolean', 'false'], ['limit', 'number', '']], group: 'basics' }),
	chapter('wait', 'wait', { python: WAIT,
		fields: [['returnWhen', ['all-completed', 'first-completed', 'first-exception'], 'all-completed'],
			['timeout', 'duration', '1500ms']], group: 'api' }),
	chapter('wait-for', 'wait-for', { python: WAIT_FOR, jobs: ['task1:2s'],
		fields: [['timeout', 'duration', '1s']], group: 'api' }),
	chapter('timeout', 'timeout', { python: TIMEOUT,
		fields: [['timeout', 'duration', '2500ms']], group: 'api' }),
	chapter('task-group', 'task-group', { python: TASK_GROUP,
		jobs: ['task1:2s', 'task2:1s:fail'], group: 'api' }),
	chapter('as-completed', 'as-completed', { python: AS_COMPLETED,
		fields: [['timeout', 'duration', '60s']], group: 'api' }),
	chapter('shield', 'shield', { python: SHIELD, fields: [['cancelAfter', 'duration', '500ms']],
		group: 'api' }),
	chapter('to-thread', 'to-thread', { python: TO_THREAD,
		jobs: ['A:500ms', 'B:1500ms:block'], style: 'asyncio', group: 'api' }),
	chapter('queue', 'queue', { python: QUEUE, style: 'asyncio', plan: 'none',
		fields: [['producers', 'number', '1'], ['consumers', 'number', '2'], ['items', 'number', '6'],
			['delay', 'duration', '300ms']], group: 'api' }),
	chapter('limit', 'gather', { python: LIMIT, sources: { 'async-pool': 'lesson/gather/AsyncPoolLimit.java', hazelcast: 'lesson/gather/AsyncPoolLimit.java' },
		style: 'asyncio', jobs: ['A:1s', 'B:1s', 'C:1s', 'D:1s', 'E:1s', 'F:1s'], fields: [['limit', 'number', '2']],
		group: 'api' }),
	chapter('not-awaitable', 'pitfalls/never-started', { kind: 'pitfall', python: NOT_AWAITABLE, plan: 'none', group: 'mistakes',
		styles: ['broken', 'fixed'], style: 'broken', choice: null,
		sources: { broken: 'pitfall/neverstarted/BrokenNeverStarted.java', fixed: 'pitfall/neverstarted/FixedNeverStarted.java' } }),
	chapter('blocking', 'create-task', { python: BLOCKING,
		jobs: ['A:500ms', 'B:1500ms:block'], style: 'asyncio', group: 'mistakes' }),
	chapter('cpu-bound', 'cpu-bound', { kind: 'cpu', python: CPU_BOUND, plan: 'none', group: 'mistakes',
		styles: ['event-loop', 'asyncio', 'async-pool', 'virtual-thread'], choice: 'on',
		fields: [['jobs', 'number', '4'], ['size', 'number', '1500000']],
		source: 'cpubound/CpuSites.java' }),
	chapter('swallowed', 'gather', { python: SIBLINGS, jobs: ['A:2s', 'B:1s:fail'],
		style: 'asyncio', fields: [['returnExceptions', 'boolean', 'false']], group: 'mistakes' }),
	chapter('nested-run', 'run', { python: NESTED_RUN, source: 'lesson/run/NestedRun.java', style: 'asyncio',
		fields: [['nested', 'boolean', 'true']], group: 'mistakes' }),
];

function chapter(id, path, { kind = 'lesson', styles, style = 'asyncio', choice = 'style', jobs = TUTORIAL, fields = [], plan = 'jobs',
	...rest }) {
	return { id, kind, path: `/api/${path}`, style, choice, jobs, fields, plan, ...rest,
		get styles() {
			return styles ?? stylesAt(this.path);
		} };
}

/** The class that a chapter shows in a tab, below `sources/`. */
export function sourceOf(chapter, style) {
	return chapter.sources?.[style] ?? chapter.source ?? sourceAt(chapter.path, style);
}
