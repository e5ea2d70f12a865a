import { Command } from '../command.js';
import { STYLE_NAMES } from '../chapters.js';
import { h, verbatim } from '../dom.js';
import { RunView } from '../run-view.js';
import { Runner } from '../runner.js';
import { ScenarioEditor } from '../scenario-editor.js';
import { asReport, EXAMPLES } from '../scenarios.js';
import { askJson } from '../service.js';
import { write } from '../state.js';

const CLOCKS = ['virtual', 'real'];

/** Any tasks, failures and cancellations, on the real clock or at once on the virtual one. */
export function scenario({ parameters }) {
	const page = new ScenarioPage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class ScenarioPage {

	constructor(parameters) {
		this.clock = parameters.get('clock') === 'real' ? 'real' : 'virtual';
		this.style = parameters.get('style') in STYLE_NAMES ? parameters.get('style') : 'asyncio';
		this.editor = new ScenarioEditor(read(parameters.get('s')) ?? structuredClone(EXAMPLES['group-cleans-up']), () => this.#changed());
		this.runner = new Runner((signal) => this.#run(signal));
		this.command = new Command();
		this.place = h('div', { class: 'run-place' });
		this.progress = h('progress', { hidden: true, max: 1, value: 0, label: 'run.progress' });
		this.element = h('article', { class: 'scenario' },
				h('div', { class: 'part-head' }, h('h1', { say: 'scenario.title' }), h('p', { class: 'lead', say: 'scenario.text' })),
				h('form', { class: 'card setup', on: { submit: (event) => {
					event.preventDefault();
					if (!this.runner.running) {
						this.runner.start();
					}
				} } }, this.#examples(), this.editor.element, this.#where(),
						h('div', { class: 'actions' }, this.runner.button, this.command.element)),
				this.runner.notice.element, this.progress, this.place);
		this.#show();
	}

	dispose() {
		this.runner.stop();
		this.view?.dispose();
	}

	#examples() {
		return h('div', { class: 'examples', role: 'group', label: 'scenario.examples' }, h('span', { say: 'scenario.examples' }),
				Object.entries(EXAMPLES).map(([key, example]) => h('button', { type: 'button', class: 'chip', say: `example.${key}`,
					on: { click: () => this.editor.set(structuredClone(example)) } })));
	}

	#where() {
		const clock = (name) => h('label', {}, h('input', { type: 'radio', name: 'clock', value: name, checked: name === this.clock,
			on: { change: () => {
				this.clock = name;
				this.#changed();
			} } }), h('span', { say: `clock.${name}` }));
		return h('div', { class: 'fields' },
				h('fieldset', { class: 'segments' }, h('legend', { class: 'sr-only', say: 'scenario.clock' }), CLOCKS.map(clock)),
				h('label', { class: 'field inline' }, h('span', { say: 'race.style' }), h('select', { name: 'style', on: { change: (event) => {
					this.style = event.target.value;
					this.#changed();
				} } }, Object.entries(STYLE_NAMES).map(([key, name]) => verbatim('option', name, { value: key, selected: key === this.style })))));
	}

	#changed() {
		write({ part: 'scenario', parameters: new URLSearchParams({ clock: this.clock, style: this.style, s: JSON.stringify(this.editor.scenario) }) });
		this.#show();
	}

	get #path() {
		return `/api/scenarios?style=${this.style}&clock=${this.clock}`;
	}

	#show() {
		const body = JSON.stringify(this.editor.scenario).replaceAll("'", "'\\''");
		this.command.show(`curl '${location.origin}${this.#path}' -H 'Content-Type: application/json' -d '${body}'`);
	}

	async #run(signal) {
		const scenario = structuredClone(this.editor.scenario);
		const ended = this.#showProgress(scenario);
		let outcome;
		try {
			outcome = await askJson(this.#path, { method: 'POST', signal, headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(scenario) });
		}
		finally {
			ended();
		}
		const report = asReport(scenario, outcome);
		this.view?.dispose();
		this.view = new RunView({ names: report.tasks.map((it) => it.name), expectedMs: report.wallMs });
		report.log.forEach((entry) => this.view.model.accept(entry));
		this.place.replaceChildren(this.view.element);
		this.view.finish(report);
		this.element.dataset.runs = Number(this.element.dataset.runs ?? 0) + 1;
	}

	#showProgress(scenario) {
		const sum = scenario.tasks.map((it) => (it.delayMs ?? 0) + (it.cleanupMs ?? 0)).reduce((a, b) => a + b, 1);
		const began = performance.now();
		this.progress.hidden = this.clock === 'virtual';
		const timer = setInterval(() => (this.progress.value = Math.min((performance.now() - began) / sum, 1)), 100);
		return () => {
			clearInterval(timer);
			this.progress.hidden = true;
		};
	}

}

function read(text) {
	try {
		const scenario = JSON.parse(text ?? 'null');
		return Array.isArray(scenario?.tasks) ? scenario : null;
	}
	catch {
		return null;
	}
}
