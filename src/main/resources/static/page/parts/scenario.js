import { Command } from '../command.js';
import { h } from '../dom.js';
import { factCard } from '../fact-card.js';
import { styles } from '../lessons.js';
import { PythonText } from '../python-text.js';
import { Results } from '../results.js';
import { reveal } from '../reveal.js';
import { RunView } from '../run-view.js';
import { Runner } from '../runner.js';
import { ScenarioEditor } from '../scenario-editor.js';
import { asReport, combinatorOf, EXAMPLES, expectedMs, isScenario } from '../scenarios.js';
import { askJson } from '../service.js';
import { write } from '../state.js';
import { Stepping } from '../stepping.js';

const CLOCKS = ['virtual', 'real'];

/** Where the program stands beside the plan, as in the style sheet. */
const WIDE = matchMedia('(min-width: 1350px)');

/** The style that runs on the virtual clock. */
const VIRTUAL_STYLE = 'asyncio';

/** Any tasks, failures and cancellations, on the real clock or at once on the virtual one. */
export function scenario({ parameters }) {
	const page = new ScenarioPage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class ScenarioPage {

	constructor(parameters) {
		this.style = styles().includes(parameters.get('style')) ? parameters.get('style') : 'asyncio';
		this.clock = parameters.get('clock') === 'real' || this.style !== VIRTUAL_STYLE ? 'real' : 'virtual';
		const given = read(parameters.get('s'));
		this.editor = new ScenarioEditor(given ?? structuredClone(EXAMPLES['group-cleans-up']), () => {
			// It is no longer the fact's scenario.
			this.#forgetFact();
			this.invalid.hidden = true;
			this.#changed();
		});
		this.invalid = h('div', { class: 'notice refused', role: 'alert', hidden: given !== null || !parameters.has('s') }, h('strong', { say: 'scenario.invalid' }), h('span', { say: 'scenario.exampleInstead' }));
		this.fact = parameters.get('fact');
		this.form = parameters.get('show') === 'lesson' ? 'lesson' : 'idiom';
		this.factPlace = h('div', { class: 'fact-place' });
		this.facts = new Runner((signal) => this.#loadFact(signal));
		this.runner = new Runner((signal) => this.#run(signal));
		this.command = new Command();
		this.python = new PythonText();
		this.belowPlan = h('div', { class: 'below-plan' });
		this.besidePlan = h('div', { class: 'beside-plan' });
		this.place = h('div', { class: 'run-place' });
		this.results = new Results(this.place);
		this.stepping = new Stepping(() => this.editor.scenario, { python: this.python, onStepper: () => this.#placePython() });
		this.progress = h('progress', { max: 1, value: 0, label: 'run.progress' });
		this.underWay = h('div', { class: 'under-way', hidden: true }, this.progress, this.runner.stopper());
		this.element = h('article', { class: 'scenario' },
				h('div', { class: 'part-head' }, h('h1', { say: 'scenario.title' }), h('p', { class: 'lead', say: 'scenario.text' })),
				this.invalid, this.factPlace, this.facts.notice.element,
				h('div', { class: 'plan-and-python' },
						h('div', {}, this.runner.form(h('div', { class: 'actions' }, this.runner.button, this.command.element), this.#examples(), this.editor.element, this.#where()), this.belowPlan,
								this.underWay, this.results.element, this.stepping.element),
						this.besidePlan));
		this.follow = () => this.#placePython();
		WIDE.addEventListener('change', this.follow);
		this.#placePython();
		this.#show();
		if (this.fact) {
			this.facts.start();
		}
		this.runner.start();
	}

	/** The one text: beside the plan where there is room, else below the plan, and in the steps once they are shown. */
	#placePython() {
		const place = WIDE.matches ? this.besidePlan : this.stepping.stepper?.codePlace ?? this.belowPlan;
		if (this.python.element.parentElement !== place) {
			place.append(this.python.element);
			this.python.drawMarks();
		}
	}

	dispose() {
		WIDE.removeEventListener('change', this.follow);
		this.facts.stop();
		this.runner.stop();
		this.python.dispose();
		this.stepping.dispose();
		this.view?.dispose();
	}

	async #loadFact(signal) {
		const { rows: [row] } = await askJson(`/api/semantics?fact=${encodeURIComponent(this.fact)}`, { signal });
		this.row = row;
		this.#showFact();
	}

	#showFact() {
		if (this.row) {
			const { lesson } = this.row.cells.find((it) => it.style === this.style);
			this.factPlace.replaceChildren(factCard(this.row, this.style, this.form),
					h('p', { class: 'hint', say: ['fact.expected', { form: lesson.form }] }));
		}
	}

	#forgetFact() {
		this.fact = null;
		this.row = undefined;
		this.facts.stop();
		this.factPlace.replaceChildren();
	}

	#examples() {
		return h('div', { class: 'examples', role: 'group', label: 'scenario.examples' }, h('span', { say: 'scenario.examples' }),
				Object.entries(EXAMPLES).map(([key, example]) => h('button', { type: 'button', class: 'chip', say: `example.${key}`,
					on: { click: () => this.editor.set(structuredClone(example)) } })));
	}

	#where() {
		const clock = (name) => h('label', {}, h('input', { type: 'radio', name: 'clock', value: name, checked: name === this.clock,
			disabled: name === 'virtual' && this.style !== VIRTUAL_STYLE, on: { change: () => {
				this.clock = name;
				this.#changed();
			} } }), h('span', { say: `clock.${name}` }));
		return h('div', { class: 'fields' },
				h('fieldset', { class: 'segments' }, h('legend', { class: 'sr-only', say: 'scenario.clock' }), CLOCKS.map(clock)),
				h('label', { class: 'field inline' }, h('span', { say: 'race.style' }), h('select', { name: 'style', on: { change: (event) => {
					this.style = event.target.value;
					this.#allowClock(event.target.form.elements);
					this.#changed();
				} } }, styles().map((it) => h('option', { value: it, selected: it === this.style, say: `style.${it}` })))));
	}

	#allowClock({ clock }) {
		const [virtual, real] = CLOCKS.map((name) => [...clock].find((it) => it.value === name));
		virtual.disabled = this.style !== VIRTUAL_STYLE;
		if (virtual.disabled) {
			this.clock = 'real';
			real.checked = true;
		}
	}

	#changed() {
		write({ part: 'scenario', parameters: new URLSearchParams({ clock: this.clock, style: this.style,
			...(this.fact ? { fact: this.fact, show: this.form } : {}), s: JSON.stringify(this.editor.scenario) }) });
		this.#showFact();
		this.#show();
	}

	get #path() {
		return `/api/scenarios?style=${this.style}&clock=${this.clock}`;
	}

	get #asked() {
		return `${this.#path} ${JSON.stringify(this.editor.scenario)}`;
	}

	#show() {
		const body = JSON.stringify(this.editor.scenario).replaceAll("'", "'\\''");
		this.command.show(`curl '${location.origin}${this.#path}' -H 'Content-Type: application/json' -d '${body}'`);
		this.results.compare(this.#asked);
		this.python.show(this.editor.scenario);
		this.stepping.changed();
	}

	async #run(signal) {
		const scenario = structuredClone(this.editor.scenario);
		const asked = this.#asked;
		const { clock, style } = this;
		const path = this.#path;
		const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(scenario) };
		const ended = this.#showProgress(scenario);
		let outcome;
		try {
			outcome = await askJson(path, { ...request, signal });
		}
		finally {
			ended();
		}
		const report = asReport(scenario, outcome);
		this.view?.dispose();
		this.view = new RunView({ title: titleOf(scenario, clock, style), file: `scenario-${style}`, again: [path, request], names: report.tasks.map((it) => it.name), expectedMs: report.wallMs });
		report.log.forEach((entry) => this.view.model.accept(entry));
		this.place.replaceChildren(this.view.element);
		this.results.are(asked);
		this.view.finish(report);
		if (this.element.dataset.runs) {
			reveal(this.view.canvas, this.view.element);
		}
		this.element.dataset.runs = Number(this.element.dataset.runs ?? 0) + 1;
	}

	#showProgress(scenario) {
		const expected = expectedMs(scenario);
		const began = performance.now();
		this.underWay.hidden = this.clock === 'virtual';
		this.progress.value = 0;
		if (!this.underWay.hidden && this.element.dataset.runs) {
			reveal(this.underWay);
		}
		const timer = setInterval(() => (this.progress.value = Math.min((performance.now() - began) / expected, 1)), 100);
		return () => {
			clearInterval(timer);
			this.underWay.hidden = true;
		};
	}

}

function titleOf(scenario, clock, style) {
	return { style: `style.${style}`, plan: `${combinatorOf(scenario).type}: ${scenario.tasks.map((it) => it.name).join(', ')}  clock=${clock}` };
}

function read(text) {
	try {
		const scenario = JSON.parse(text ?? 'null');
		return isScenario(scenario) ? scenario : null;
	}
	catch {
		return null;
	}
}
