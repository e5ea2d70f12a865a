const ALL = ['async-pool', 'webclient', 'virtual-thread', 'asyncio'];

const LOOPS = ['asyncio', 'webclient', 'virtual-thread'];

const TUTORIAL = ['task1:2s', 'task2:1s'];

const PREFIXES = { 'async-pool': 'AsyncPool', webclient: 'WebClient', 'virtual-thread': 'VirtualThread', asyncio: 'Asyncio' };

/** The names of styles, the same in every language. */
export const STYLE_NAMES = { 'async-pool': '@Async', webclient: 'WebClient', 'virtual-thread': 'Virtual threads', asyncio: 'asyncio' };

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

const CREATE_TASK = `async def main():
    task1 = asyncio.create_task(fetch("task1"))
    task2 = asyncio.create_task(fetch("task2"))
    return [await task1, await task2]`;

const GATHER = `async def main():
    return await asyncio.gather(
        fetch("task1"), fetch("task2"))`;

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

const LIMIT = `semaphore = asyncio.Semaphore(2)

async def bounded(name):
    async with semaphore:
        return await fetch(name)

await asyncio.gather(*map(bounded, names))`;

/**
 * The tutorial in its order. `path` is what Run asks; `fields` are the lesson's own
 * parameters `[name, kind, default]`; `source` is the lesson class of a style, below
 * `lesson/`.
 */
export const CHAPTERS = [
	chapter('what-is-async', 'sequential', { python: SEQUENTIAL, source: 'sequential/*Sequential', group: 'basics' }),
	chapter('await', 'hello', { python: HELLO, source: 'hello/*Hello', plan: 'none', fields: [['delay', 'duration', '1s']],
		group: 'basics' }),
	chapter('run', 'run', { python: RUN, source: 'run/*Run', styles: LOOPS, style: 'asyncio',
		fields: [['nested', 'boolean', 'false']], group: 'basics' }),
	chapter('create-task', 'create-task', { python: CREATE_TASK, source: 'createtask/*CreateTask', group: 'basics' }),
	chapter('gather', 'gather', { python: GATHER, source: 'gather/*Gather',
		fields: [['returnExceptions', 'boolean', 'false'], ['limit', 'number', '']], group: 'basics' }),
	chapter('wait', 'wait', { python: WAIT, source: 'waiting/*Wait',
		fields: [['returnWhen', ['all-completed', 'first-completed', 'first-exception'], 'all-completed'],
			['timeout', 'duration', '1500ms']], group: 'api' }),
	chapter('wait-for', 'wait-for', { python: WAIT_FOR, source: 'waitfor/*WaitFor', jobs: ['task1:2s'],
		fields: [['timeout', 'duration', '1s']], group: 'api' }),
	chapter('timeout', 'timeout', { python: TIMEOUT, source: 'timeout/*Timeout',
		fields: [['timeout', 'duration', '2500ms']], group: 'api' }),
	chapter('task-group', 'task-group', { python: TASK_GROUP, source: 'taskgroup/*TaskGroup',
		jobs: ['task1:2s', 'task2:1s:fail'], group: 'api' }),
	chapter('as-completed', 'as-completed', { python: AS_COMPLETED, source: 'ascompleted/*AsCompleted',
		fields: [['timeout', 'duration', '60s']], group: 'api' }),
	chapter('shield', 'shield', { python: SHIELD, source: 'shield/*Shield', fields: [['cancelAfter', 'duration', '500ms']],
		group: 'api' }),
	chapter('to-thread', 'to-thread', { python: TO_THREAD, source: 'tothread/*ToThread',
		jobs: ['A:500ms', 'B:1500ms:block'], style: 'asyncio', group: 'api' }),
	chapter('queue', 'queue', { python: QUEUE, source: 'queue/*Queue', styles: LOOPS, style: 'asyncio', plan: 'none',
		fields: [['producers', 'number', '1'], ['consumers', 'number', '2'], ['items', 'number', '6'],
			['delay', 'duration', '300ms']], group: 'api' }),
	chapter('limit', 'gather', { python: LIMIT, source: 'gather/*Gather', sources: { 'async-pool': 'gather/AsyncPoolLimit' },
		style: 'asyncio', jobs: ['A:1s', 'B:1s', 'C:1s', 'D:1s', 'E:1s', 'F:1s'], fields: [['limit', 'number', '2']],
		group: 'api' }),
	chapter('blocking', 'create-task', { python: BLOCKING, source: 'createtask/*CreateTask',
		jobs: ['A:500ms', 'B:1500ms:block'], style: 'asyncio', group: 'mistakes' }),
	chapter('swallowed', 'gather', { python: GATHER, source: 'gather/*Gather', jobs: ['A:2s', 'B:1s:fail'],
		style: 'asyncio', fields: [['returnExceptions', 'boolean', 'false']], group: 'mistakes' }),
	chapter('nested-run', 'run', { python: RUN, source: 'run/*Run', styles: LOOPS, style: 'asyncio',
		fields: [['nested', 'boolean', 'true']], group: 'mistakes' }),
];

function chapter(id, path, { styles = ALL, style = 'asyncio', jobs = TUTORIAL, fields = [], plan = 'jobs', ...rest }) {
	return { id, path: `/api/${path}`, styles, style, jobs, fields, plan, ...rest };
}

/** The lesson class that a chapter shows for a style, below `sources/lesson/`. */
export function sourceOf(chapter, style) {
	return `${chapter.sources?.[style] ?? chapter.source.replace('*', PREFIXES[style])}.java`;
}
