import { code } from './code.js';
import { copyButton } from './command.js';
import { h } from './dom.js';
import { refusal } from './refusal.js';
import { Runner } from './runner.js';
import { ask, Refusal } from './service.js';

/** How long the user has not typed when the service is asked, in milliseconds. */
const PAUSE = 250;

/** A scenario as a program for CPython, which follows the scenario. */
export class PythonText {

	constructor() {
		this.loader = new Runner((signal) => this.#load(signal));
		this.place = h('div', { class: 'python-place' });
		this.copy = copyButton(() => this.place);
		this.copy.name = 'copyPython';
		this.element = h('section', { class: 'card code-card python-text', label: 'scenario.python' },
				h('div', { class: 'code-head' }, h('h2', { say: 'scenario.python' }), this.copy),
				h('p', { class: 'hint', say: 'scenario.pythonText' }), this.place, this.loader.notice.element);
	}

	/** Shows the program of a scenario. */
	show(scenario) {
		this.scenario = JSON.stringify(scenario);
		this.element.setAttribute('aria-busy', 'true');
		this.loader.stop();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.loader.start(), this.shown ? PAUSE : 0);
		this.shown = true;
	}

	dispose() {
		clearTimeout(this.timer);
		this.loader.stop();
	}

	async #load(signal) {
		try {
			const answer = await ask('/api/scenarios/python', { method: 'POST', signal,
				headers: { 'Content-Type': 'application/json', Accept: 'text/x-python' }, body: this.scenario });
			this.#show(code(await answer.text(), 'python'), false);
		}
		catch (error) {
			if (!(error instanceof Refusal) || error.passing) {
				throw error;
			}
			this.#show(h('p', { class: 'refusal' }, refusal(error)), true);
		}
	}

	#show(content, refused) {
		this.place.replaceChildren(content);
		this.copy.disabled = refused;
		this.element.removeAttribute('aria-busy');
	}

}
