import { h, verbatim } from './dom.js';
import { combinatorOf } from './scenarios.js';

const ERRORS = { fail: (task, name) => error(task.error, `${name} failed`), cancel: () => 'asyncio.CancelledError()' };

const MEETINGS = { barrier: 'barrier.wait()', wait: 'condition.wait()', put: 'queue.put(value)', get: 'queue.get()' };

const NOTIFIES = { notify: 'condition.notify()', notifyAll: 'condition.notify_all()' };

/**
 * The code of a scenario, short, in Python. A step names the statement that it has come to, by
 * the task and a word; each line here has both.
 */
export class StepCode {

	constructor(scenario) {
		this.lines = program(scenario).map(([text, task = null, statement = null]) => ({ task, statement,
			element: verbatim('span', text, { class: 'step-line', 'data-task': task, 'data-statement': statement }) }));
		this.element = h('pre', { class: 'source step-code', tabindex: 0, label: 'stepper.code', role: 'region', translate: 'no' },
				h('code', {}, this.lines.map((it) => it.element)));
	}

	/** Marks the line that runs now, and those where other tasks wait. */
	mark(running, waiting) {
		const is = (line, place) => place?.task === line.task && place.statement === line.statement;
		for (const line of this.lines) {
			line.element.classList.toggle('runs', is(line, running));
			line.element.classList.toggle('waits', !is(line, running) && waiting.some((it) => is(line, it)));
		}
		const at = this.lines.find((line) => is(line, running))?.element;
		if (at) {
			const { offsetTop, offsetHeight } = at;
			const { scrollTop, clientHeight } = this.element;
			if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) {
				this.element.scrollTop = offsetTop - clientHeight / 3;
			}
		}
	}

}

function program(scenario) {
	return [...scenario.tasks.flatMap((it) => [...coroutine(it, scenario), ['']]), ...outer(scenario)];
}

function coroutine(task, scenario) {
	const name = identifier(task.name);
	const limited = Boolean(scenario.concurrency);
	const pad = limited ? '        ' : '    ';
	const cleans = task.cleanupMs || (task.onCancel && task.onCancel !== 'propagate');
	const inner = cleans ? `${pad}    ` : pad;
	const line = (indent, text, statement) => [`${indent}${text}`, task.name, statement];
	return [
		[`async def ${name}():`],
		...(limited ? [line('    ', 'async with semaphore:', 'permit')] : []),
		...(cleans ? [[`${pad}try:`]] : []),
		line(inner, work(task), 'work'),
		...(cleans ? cleanup(task, pad, inner, line) : []),
		...meeting(task, pad, line),
		line(pad, end(task), 'end'),
	];
}

function work({ delayMs, blocking, thread }) {
	const time = seconds(delayMs);
	return thread ? `await asyncio.to_thread(time.sleep, ${time})` : blocking ? `time.sleep(${time})  # blocks` : `await asyncio.sleep(${time})`;
}

function cleanup(task, pad, inner, line) {
	const how = { suppress: 'await rest_of_sleep()', return: end({ value: task.value }), raise: end({ ...task, outcome: 'fail' }) }[task.onCancel] ?? 'raise';
	return [
		[`${pad}except asyncio.CancelledError:`],
		...(task.cleanupMs && task.onCancel !== 'suppress' ? [line(inner, `await asyncio.sleep(${seconds(task.cleanupMs)})  # clean-up`, 'cleanup')] : []),
		[`${inner}${how}`],
	];
}

function meeting({ then }, pad, line) {
	if (Object.hasOwn(NOTIFIES, then)) {
		return [line(pad, `async with condition: ${NOTIFIES[then]}`, 'meet')];
	}
	return Object.hasOwn(MEETINGS, then) ? [line(pad, `await ${MEETINGS[then]}`, 'meet')] : [];
}

function end(task) {
	const raise = ERRORS[task.outcome];
	return raise ? `raise ${raise(task, task.name)}` : `return ${python(task.value)}`;
}

function error(given, fallback) {
	const { type = 'ValueError', message = fallback } = typeof given === 'string' ? { message: given } : given ?? {};
	return `${type}(${python(message)})`;
}

function outer(scenario) {
	const names = scenario.tasks.map((it) => it.name);
	return [['async def outer():'], ...awaiting(combinatorOf(scenario), names, '    ')];
}

/** The lines that await a combinator, and return what it gives. */
function awaiting(combinator, names, pad) {
	const calls = (combinator.tasks ?? names).map((it) => `${identifier(it)}()`);
	const line = (text, statement) => [`${pad}${text}`, 'outer', statement];
	const done = line('return result', 'end');
	switch (combinator.type) {
		case 'gather':
			return [...call(`result = await asyncio.gather(`, [...calls, ...(combinator.returnExceptions ? ['return_exceptions=True'] : [])], line), done];
		case 'wait':
			return [...call('result = await asyncio.wait(', [...calls.map((it) => `create_task(${it})`), ...given(combinator.returnWhen, 'return_when'), ...given(time(combinator), 'timeout')], line), done];
		case 'asCompleted':
			return [...call('for earliest in asyncio.as_completed(', [...calls, ...given(time(combinator), 'timeout')], line, '):'),
				line('    await earliest', 'await'), line('return results', 'end')];
		case 'sequential':
			return [...calls.map((it) => line(`await ${it}`, 'await')), line('return results', 'end')];
		case 'taskgroup':
			return [line('async with asyncio.TaskGroup() as group:', 'await'), ...calls.map((it) => [`${pad}    group.create_task(${it})`]), line('return results', 'end')];
		case 'task':
			return [line(`result = await ${identifier(combinator.name)}()`, 'await'), done];
		case 'timeout':
			return [[`${pad}async with asyncio.timeout(${time(combinator)}):`], ...awaiting(inside(combinator, names), names, `${pad}    `)];
		default: {
			const of = inside(combinator, names);
			const single = of.type === 'task' ? `${identifier(of.name)}()` : of.type === 'gather' ? `asyncio.gather(${(of.tasks ?? names).map((it) => `${identifier(it)}()`).join(', ')})` : 'inner()';
			const nested = single === 'inner()' ? [[`${pad}async def inner():`], ...awaiting(of, names, `${pad}    `)] : [];
			const limit = combinator.type === 'waitFor' ? `, ${time(combinator)}` : '';
			return [...nested, line(`result = await asyncio.${combinator.type === 'waitFor' ? 'wait_for' : combinator.type}(${single}${limit})`, 'await'), done];
		}
	}
}

function call(head, args, line, tail = ')') {
	const text = `${head}${args.join(', ')}${tail}`;
	return text.length < 60 ? [line(text, 'await')] : [line(head, 'await'), ...args.map((it) => line(`    ${it},`, 'await')), line(tail, 'await')];
}

function inside(combinator, names) {
	return combinator.of ? combinatorOf({ combinator: combinator.of }) : { type: 'task', name: names[0] };
}

function given(value, name) {
	return value === undefined || value === 'None' ? [] : [`${name}=${value}`];
}

function time({ timeoutMs }) {
	return timeoutMs === undefined || timeoutMs === null ? 'None' : seconds(timeoutMs);
}

function seconds(ms) {
	return String((Number(ms) || 0) / 1000);
}

function python(value) {
	return value === undefined || value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : JSON.stringify(value);
}

function identifier(name) {
	return name.replace(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N})/u, '_');
}
