import { h } from './dom.js';
import { rebuild } from './focus.js';
import { DURATION, durationMs } from './time.js';

const OUTCOMES = ['ok', 'fail', 'block'];

const POOL = 8;

/** A job as a parameter writes it: `name:duration[:fail|:block]`. */
function parseJob(text) {
	const [name = '', delay = '', outcome = 'ok'] = text.split(':');
	return { name, delay, outcome };
}

function formatJob({ name, delay, outcome }) {
	return `${name}:${delay}${outcome === 'ok' ? '' : `:${outcome}`}`;
}

/** The jobs that parameters describe: one by one, or so many that are equal. */
export function jobsOf(parameters, defaults) {
	if (parameters.has('count') || parameters.has('delay')) {
		const count = Math.min(Number(parameters.get('count') ?? 2) || 0, 200);
		const delay = parameters.get('delay') ?? '1s';
		return Array.from({ length: count }, (_, index) => ({ name: `task${index + 1}`, delay, outcome: 'ok' }));
	}
	const jobs = parameters.getAll('job');
	return (jobs.length ? jobs : defaults).map(parseJob);
}

/** About how long a run of the jobs takes: the axis begins with that. */
export function expectedMs(jobs, { sequential = false, style = '', limit = 0 } = {}) {
	const delays = jobs.map((job) => durationMs(job.delay)).filter((ms) => ms >= 0);
	if (!delays.length) {
		return 1000;
	}
	const places = Math.min(limit || Infinity, style === 'async-pool' ? POOL : Infinity);
	const sum = delays.reduce((a, b) => a + b, 0);
	return sequential ? sum : Math.max(Math.max(...delays), places < Infinity ? sum / places : 0, 50);
}

/** The longest job: no run of them all can be shorter. */
export function longestMs(jobs) {
	return Math.max(0, ...jobs.map((job) => durationMs(job.delay)).filter((ms) => ms >= 0));
}

/** Rows in which the jobs of a plan are edited; tells `onChange(parameters)` of each edit. */
export class PlanEditor {

	/** `equal` are the usual equal jobs, for a plan that begins with those. */
	constructor(parameters, defaults, onChange, equal = null) {
		this.onChange = onChange;
		this.equal = parameters.has('count') || parameters.has('delay') || equal !== null && !parameters.has('job');
		this.count = parameters.get('count') ?? equal?.count ?? '100';
		this.delay = parameters.get('delay') ?? equal?.delay ?? '1s';
		const jobs = parameters.getAll('job');
		this.jobs = (jobs.length ? jobs : defaults).map(parseJob);
		this.element = h('fieldset', { class: 'plan' });
		this.#show();
	}

	/** What the rows say, as parameters of a request. */
	parameters() {
		return this.equal ? [['count', this.count], ['delay', this.delay]]
			: this.jobs.map((job) => ['job', formatJob(job)]);
	}

	#show() {
		this.element.replaceChildren(h('legend', { say: 'plan.legend' }), this.#kinds(),
				this.equal ? this.#equalJobs() : this.#rows());
	}

	#kinds() {
		const kind = (equal, key) => h('label', {}, h('input', { type: 'radio', name: 'plan-kind', checked: this.equal === equal,
			on: { change: () => this.#change(() => (this.equal = equal), true) } }), h('span', { say: key }));
		return h('div', { class: 'segments' }, kind(false, 'plan.each'), kind(true, 'plan.equal'));
	}

	#equalJobs() {
		return h('div', { class: 'plan-equal' },
				h('label', {}, h('span', { say: 'plan.count' }), this.#input('number', this.count, (it) => (this.count = it),
						{ min: 1, max: 200, name: 'count' })),
				h('label', {}, h('span', { say: 'plan.delay' }), this.#input('text', this.delay, (it) => (this.delay = it),
						{ name: 'delay', pattern: DURATION })));
	}

	#rows() {
		return h('div', { class: 'plan-rows' },
				h('div', { class: 'plan-row plan-head', 'aria-hidden': 'true' }, h('span', { say: 'plan.name' }),
						h('span', { say: 'plan.delay' }), h('span', { say: 'plan.outcome' }), h('span')),
				this.jobs.map((job, index) => this.#row(job, index)),
				h('button', { type: 'button', name: 'add', class: 'quiet add', say: 'plan.add', on: { click: () => this.#add() } }));
	}

	#row(job, index) {
		const number = { row: index + 1 };
		return h('div', { class: 'plan-row', role: 'group', label: ['plan.row', number] },
				this.#input('text', job.name, (it) => (job.name = it), { label: ['plan.nameOf', number], name: 'name',
					maxlength: 40, pattern: '[A-Za-z0-9._\\-]{1,40}' }),
				this.#input('text', job.delay, (it) => (job.delay = it), { label: ['plan.delayOf', number], name: 'delay', pattern: DURATION }),
				h('select', { label: ['plan.outcomeOf', number], name: 'outcome',
					on: { change: (event) => this.#change(() => (job.outcome = event.target.value)) } },
						OUTCOMES.map((it) => h('option', { value: it, selected: it === job.outcome, say: `outcome.${it}` }))),
				h('button', { type: 'button', name: 'remove', class: 'quiet remove', label: ['plan.remove', number],
					disabled: this.jobs.length === 1, on: { click: () => this.#change(() => this.jobs.splice(index, 1), true) } }, '×'));
	}

	#input(type, value, onInput, attributes) {
		return h('input', { type, value, autocomplete: 'off', spellcheck: 'false', required: true, ...attributes,
			on: { input: (event) => this.#change(() => onInput(event.target.value.trim())) } });
	}

	#add() {
		const taken = new Set(this.jobs.map((job) => job.name));
		let number = this.jobs.length + 1;
		while (taken.has(`task${number}`)) {
			number++;
		}
		this.#change(() => this.jobs.push({ name: `task${number}`, delay: '1s', outcome: 'ok' }), true);
		this.element.querySelector('.plan-row:last-of-type input')?.focus();
	}

	#change(edit, again = false) {
		edit();
		if (again) {
			rebuild(this.element, () => this.#show());
		}
		this.onChange();
	}

}
