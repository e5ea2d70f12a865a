import { h, verbatim } from './dom.js';
import { rebuild } from './focus.js';
import { COMBINATORS, combinatorOf, isScenario } from './scenarios.js';
import { say } from './words.js';

const OUTCOMES = ['ok', 'fail', 'cancel'];

const ON_CANCEL = ['propagate', 'suppress', 'return', 'raise'];

const HOW = ['async', 'blocking', 'thread'];

const THEN = ['nothing', 'barrier', 'wait', 'notify', 'notifyAll', 'put', 'get'];

const QUEUES = ['fifo', 'priority', 'lifo'];

/** A form for a scenario, and the same as JSON: what is changed in one changes in the other. */
export class ScenarioEditor {

	constructor(scenario, onChange) {
		this.scenario = scenario;
		this.onChange = onChange;
		this.form = h('div', { class: 'scenario-form' });
		this.error = h('p', { class: 'json-error', role: 'alert', hidden: true, say: 'scenario.badJson' });
		this.json = h('textarea', { rows: 14, spellcheck: 'false', translate: 'no', label: 'scenario.json',
			on: { input: () => this.#readJson() } });
		this.element = h('div', { class: 'scenario-editor' }, this.form,
				h('details', { class: 'json-details' }, h('summary', { say: 'scenario.json' }), this.json, this.error));
		this.#show();
		this.#writeJson();
	}

	/** Shows another scenario. */
	set(scenario) {
		this.scenario = scenario;
		this.#show();
		this.#writeJson();
		this.onChange();
	}

	#changed(again = false) {
		if (again) {
			rebuild(this.form, () => this.#show());
		}
		this.#writeJson();
		this.onChange();
	}

	#writeJson() {
		this.json.value = JSON.stringify(this.scenario, null, 2);
		this.error.hidden = true;
	}

	#readJson() {
		try {
			const scenario = JSON.parse(this.json.value);
			this.error.hidden = isScenario(scenario);
			if (isScenario(scenario)) {
				this.scenario = scenario;
				this.#show();
				this.onChange();
			}
		}
		catch {
			this.error.hidden = false;
		}
	}

	#show() {
		const tasks = this.scenario.tasks;
		this.cancelRows = h('div', { class: 'cancel-rows' }, this.#cancels());
		this.form.replaceChildren(
				h('fieldset', {}, h('legend', { say: 'scenario.tasks' }), h('div', { class: 'task-rows' }, tasks.map((it, index) => this.#task(it, index))),
						h('button', { type: 'button', name: 'addTask', class: 'quiet add', say: 'scenario.addTask', on: { click: () => this.#addTask() } })),
				h('fieldset', {}, h('legend', { say: 'scenario.combinator' }), h('div', { class: 'fields' }, this.#combinator())),
				h('fieldset', {}, h('legend', { say: 'scenario.cancels' }), this.cancelRows));
	}

	#task(task, index) {
		const number = { row: index + 1 };
		const how = task.blocking ? 'blocking' : task.thread ? 'thread' : 'async';
		return h('div', { class: 'task-row', role: 'group', label: ['scenario.task', number] },
				this.#cell('plan.name', this.#text('text', task.name, (it) => this.#rename(task, it), { name: 'name' })),
				this.#cell('scenario.delay', this.#number(task, 'delayMs')),
				this.#cell('plan.outcome', this.#choice(task, 'outcome', OUTCOMES, 'scenarioOutcome.')),
				this.#cell('scenario.onCancel', this.#choice(task, 'onCancel', ON_CANCEL, 'onCancel.')),
				this.#cell('scenario.cleanup', this.#number(task, 'cleanupMs')),
				this.#cell('scenario.how', h('select', { name: 'how', on: { change: (event) => {
					delete task.blocking;
					delete task.thread;
					if (event.target.value !== 'async') {
						task[event.target.value] = true;
					}
					this.#changed();
				} } }, HOW.map((it) => h('option', { value: it, selected: it === how, say: `how.${it}` })))),
				this.#cell('scenario.then', this.#choice(task, 'then', THEN, 'then.')),
				h('button', { type: 'button', name: 'removeTask', class: 'quiet remove', label: ['scenario.removeTask', number], disabled: this.scenario.tasks.length === 1,
					on: { click: () => {
						this.scenario.tasks.splice(index, 1);
						this.#changed(true);
					} } }, '×'));
	}

	/** Another name for a task, also where it is the target of a cancellation. */
	#rename(task, name) {
		const former = task.name;
		task.name = name;
		if (!this.scenario.tasks.some((it) => it.name === former)) {
			cancelsOf(this.scenario).filter((it) => it.target === former).forEach((it) => (it.target = name));
		}
		this.cancelRows.replaceChildren(...this.#cancels());
	}

	#combinator() {
		const combinator = combinatorOf(this.scenario);
		const change = (edit, again) => {
			edit();
			this.scenario.combinator = combinator;
			this.#changed(again);
		};
		const type = this.#cell('scenario.type', h('select', { name: 'combinator', on: { change: (event) => {
			this.scenario.combinator = { type: event.target.value,
				...(['waitFor', 'timeout'].includes(event.target.value) ? { timeoutMs: 500 } : {}) };
			this.#changed(true);
		} } }, choices(Object.keys(COMBINATORS), combinator.type)));
		const options = (Object.hasOwn(COMBINATORS, combinator.type) ? COMBINATORS[combinator.type] : []).map(([name, kind]) => this.#cell(`scenario.${name}`, kind === 'boolean'
			? h('input', { type: 'checkbox', name, checked: combinator[name], on: { change: (event) => change(() => set(combinator, name, event.target.checked || undefined)) } })
			: Array.isArray(kind) ? h('select', { name, on: { change: (event) => change(() => (combinator[name] = event.target.value)) } },
					choices(kind, combinator[name] ?? kind[0]))
				: this.#text('number', combinator[name] ?? '', (it) => change(() => set(combinator, name, it === '' ? undefined : Number(it))), { name, min: 0 })));
		const count = (name) => this.#text('number', this.scenario[name] ?? '', (it) => set(this.scenario, name, it === '' ? undefined : Number(it)), { name, min: 1 });
		const { queue } = this.scenario;
		const queues = h('select', { name: 'queue', on: { change: (event) => {
			this.scenario.queue = typeof queue === 'object' ? { ...queue, type: event.target.value } : event.target.value;
			this.#changed(true);
		} } }, choices(QUEUES, (typeof queue === 'string' ? queue : queue?.type) ?? QUEUES[0]));
		return [type, ...options, this.#cell('field.limit', count('concurrency')), this.#cell('scenario.barrier', count('barrier')),
			this.#cell('scenario.queue', queues)];
	}

	#cancels() {
		const cancels = cancelsOf(this.scenario);
		const store = (again) => {
			set(this.scenario, 'cancelAt', cancels.length ? cancels : undefined);
			this.#changed(again);
		};
		const targets = ['outer', ...this.scenario.tasks.map((it) => it.name)];
		return [...cancels.map((cancel, index) => h('div', { class: 'cancel-row' },
				this.#cell('scenario.target', h('select', { name: 'target', on: { change: (event) => {
					cancel.target = event.target.value;
					store(false);
				} } }, choices(targets, cancel.target))),
				this.#cell('scenario.at', this.#text('number', cancel.atMs, (it) => {
					cancel.atMs = Number(it);
					store(false);
				}, { name: 'atMs', min: 0 })),
				h('button', { type: 'button', name: 'removeCancel', class: 'quiet remove', label: ['scenario.removeCancel', { row: index + 1 }], on: { click: () => {
					cancels.splice(index, 1);
					store(true);
				} } }, '×'))),
			h('button', { type: 'button', name: 'addCancel', class: 'quiet add', say: 'scenario.addCancel', on: { click: () => {
				cancels.push({ target: 'outer', atMs: 300 });
				store(true);
				[...this.form.querySelectorAll('[name=target]')].at(-1).focus();
			} } })];
	}

	#cell(key, control) {
		const words = h('span', {});
		say(words, key);
		return h('label', { class: 'field' }, words, control);
	}

	#text(type, value, onInput, attributes) {
		return h('input', { type, value, autocomplete: 'off', spellcheck: 'false', ...attributes, on: { input: (event) => {
			onInput(event.target.value.trim());
			this.#changed();
		} } });
	}

	#number(task, name) {
		return this.#text('number', task[name] ?? '', (it) => set(task, name, it === '' ? undefined : Number(it)), { name, min: 0 });
	}

	#choice(task, name, values, words) {
		return h('select', { name, on: { change: (event) => {
			set(task, name, event.target.value === values[0] ? undefined : event.target.value);
			this.#changed();
		} } }, values.map((it) => h('option', { value: it, selected: it === (task[name] ?? values[0]), say: `${words}${it}` })));
	}

	#addTask() {
		const taken = new Set(this.scenario.tasks.map((it) => it.name));
		const name = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((it) => !taken.has(it)) ?? `T${taken.size + 1}`;
		this.scenario.tasks.push({ name, delayMs: 500 });
		this.#changed(true);
		[...this.form.querySelectorAll('[name=name]')].at(-1).focus();
	}

}

function cancelsOf(scenario) {
	return [scenario.cancelAt ?? []].flat();
}

/** Options of which one is chosen, also if it is none that the form knows. */
function choices(known, chosen) {
	return (chosen === undefined || known.includes(chosen) ? known : [...known, chosen]).map((it) => verbatim('option', it, { value: it, selected: it === chosen }));
}

function set(object, name, value) {
	if (value === undefined) {
		delete object[name];
	}
	else {
		object[name] = value;
	}
}
