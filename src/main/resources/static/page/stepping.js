import { Command } from './command.js';
import { h } from './dom.js';
import { PythonText } from './python-text.js';
import { Results } from './results.js';
import { reveal } from './reveal.js';
import { Runner } from './runner.js';
import { askJson } from './service.js';
import { Stepper } from './stepper.js';
import { sayAgain } from './words.js';

const PATH = '/api/scenarios/steps';

/** A part of a page that steps the event loop through the scenario that the page describes. */
export class Stepping {

	/**
	 * `scenario` gives it; `near` are words that say what it does otherwise. `python` is the page's text of the scenario, which follows it; without one the steps have their own.
	 */
	constructor(scenario, { near, python, onStepper = () => {} } = {}) {
		this.scenario = scenario;
		this.python = python ?? new PythonText({ folded: true });
		this.ownPython = python === undefined;
		this.onStepper = onStepper;
		this.runner = new Runner((signal) => this.#run(signal), { start: 'stepper.start' });
		this.runner.button.className = 'step-button';
		this.command = new Command();
		this.place = h('div', { class: 'step-shown' });
		this.results = new Results(this.place);
		this.element = h('section', { class: 'stepping card', label: 'stepper.title' },
				h('h2', { say: 'stepper.title' }), h('p', { class: 'hint', say: 'stepper.text' }), near ? h('p', { class: 'hint near', say: near }) : null,
				h('div', { class: 'actions' }, this.runner.button, this.command.element), this.runner.notice.element, this.results.element);
		this.changed();
	}

	/** The page describes another scenario now. */
	changed() {
		const body = JSON.stringify(this.scenario());
		this.command.show(`curl '${location.origin}${PATH}?format=text' -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'`);
		this.results.compare(body);
	}

	dispose() {
		this.runner.stop();
		this.stepper?.dispose();
		if (this.ownPython) {
			this.python.dispose();
		}
	}

	async #run(signal) {
		const scenario = structuredClone(this.scenario());
		const body = JSON.stringify(scenario);
		const [answer] = await Promise.all([
			askJson(PATH, { method: 'POST', signal, headers: { 'Content-Type': 'application/json' }, body }),
			this.ownPython ? this.python.load(body, signal) : null]);
		this.stepper?.dispose();
		this.stepper = new Stepper(scenario, answer, this.python);
		if (this.ownPython) {
			this.stepper.codePlace.append(this.python.element);
			sayAgain(this.python.element);
		}
		this.place.replaceChildren(this.stepper.element);
		this.onStepper(this.stepper);
		this.python.drawMarks();
		this.results.are(body);
		this.stepper.element.focus({ preventScroll: true });
		reveal(this.stepper.element);
	}

}
