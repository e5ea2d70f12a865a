import { codeLines } from './code.js';
import { copyButton } from './command.js';
import { h } from './dom.js';
import { refusal } from './refusal.js';
import { Runner } from './runner.js';
import { askJson, Refusal } from './service.js';
import { quote } from './words.js';

/** How long the user has not typed when the service is asked, in milliseconds. */
const PAUSE = 250;

/**
 * A scenario as a program for CPython, which follows the scenario. The steps of an event loop mark
 * in it the statements that run and wait.
 */
export class PythonText {

	/** `folded` leaves out what is not the scenario itself, until the user wants to see it. */
	constructor({ folded = false } = {}) {
		this.loader = new Runner((signal) => this.load(this.scenario, signal));
		this.place = h('div', { class: 'python-place' });
		this.copy = copyButton(() => this.place);
		this.copy.name = 'copyPython';
		this.ties = h('p', { class: 'hint ties', hidden: true });
		this.lines = [];
		this.program = null;
		const whole = h('label', { class: 'field inline' }, h('input', { type: 'checkbox', name: 'wholeProgram',
			on: { change: (event) => this.#fold(!event.target.checked) } }), h('span', { say: 'python.whole' }));
		this.element = h('section', { class: 'card code-card python-text', label: folded ? 'stepper.code' : 'scenario.python' },
				h('div', { class: 'code-head' }, folded ? h('h3', { say: 'stepper.code' }) : h('h2', { say: 'scenario.python' }), folded ? whole : null, this.copy),
				folded ? null : h('p', { class: 'hint', say: 'scenario.pythonText' }), this.ties, this.place, this.loader.notice.element);
		this.#fold(folded);
	}

	/** Shows the program of a scenario soon, once the user does not type. */
	show(scenario) {
		this.scenario = JSON.stringify(scenario);
		this.element.setAttribute('aria-busy', 'true');
		this.loader.stop();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.loader.start(), this.shown ? PAUSE : 0);
		this.shown = true;
	}

	/**
	 * Marks the statement of a scenario that runs now, or none, and those where tasks wait, as
	 * `{ task, statement }`. Another scenario's program has no marks.
	 */
	mark(scenario, running, waiting) {
		this.marks = { of: JSON.stringify(scenario), running, waiting };
		this.drawMarks();
	}

	/** Draws the marks again, and has the line that runs in view: to be called where the text has moved. */
	drawMarks() {
		const { running = null, waiting = [] } = this.marks !== undefined && this.marks.of === this.loaded ? this.marks : {};
		const runs = this.#linesOf(running);
		const waits = waiting.map((it) => [it.task, this.#linesOf(it)]);
		this.lines.forEach((line, index) => {
			const number = index + 1;
			const now = runs.includes(number);
			line.classList.toggle('runs', now);
			line.classList.toggle('waits', !now && waits.some(([, lines]) => lines.includes(number)));
			const waiters = new Set(waits.filter(([, lines]) => lines[0] === number).map(([task]) => task));
			const who = !now ? [...waiters].join(', ') : number === runs[0] ? running.task : '';
			line.toggleAttribute('data-who', who !== '');
			if (who) {
				line.dataset.who = who;
			}
		});
		if (runs.length) {
			this.#scrollTo(this.lines[runs[0] - 1], this.lines[runs.at(-1) - 1]);
		}
	}

	dispose() {
		clearTimeout(this.timer);
		this.loader.stop();
	}

	/** A task that gets its cancellation where it works needs no line of its own for that. */
	#linesOf(place) {
		const find = (statement) => this.program?.places.find((it) => it.task === place?.task && it.statement === statement)?.lines;
		return place === null ? [] : find(place.statement) ?? find('work') ?? [];
	}

	/** Within its own box: the page stays where it is. */
	#scrollTo(first, last) {
		const { scrollTop, clientHeight } = this.place;
		if (first.offsetTop < scrollTop || last.offsetTop + last.offsetHeight > scrollTop + clientHeight) {
			this.place.scrollTop = first.offsetTop - clientHeight / 3;
		}
	}

	#fold(folded) {
		this.element.classList.toggle('folded', folded);
		this.drawMarks();
	}

	/** Shows the program of a scenario, given as JSON, now. */
	async load(scenario, signal) {
		try {
			const program = await askJson('/api/scenarios/python', { method: 'POST', signal,
				headers: { 'Content-Type': 'application/json' }, body: scenario });
			this.program = program;
			this.lines = codeLines(program.text, 'python');
			this.lines.forEach((line, index) => line.classList.toggle('aside', index + 1 < program.story.from || index + 1 > program.story.to));
			this.#show(h('pre', { tabindex: 0, role: 'group', label: 'code.python', class: 'source', translate: 'no' }, h('code', {}, this.lines)), false);
			quote(this.ties, program.ties ?? '', program.tiesSentence);
		}
		catch (error) {
			if (!(error instanceof Refusal) || error.passing) {
				throw error;
			}
			this.program = null;
			this.lines = [];
			this.#show(h('p', { class: 'refusal' }, refusal(error)), true);
		}
		this.ties.hidden = !this.program?.ties;
		this.loaded = scenario;
		this.drawMarks();
	}

	#show(content, refused) {
		this.place.replaceChildren(content);
		this.copy.disabled = refused;
		this.element.removeAttribute('aria-busy');
	}

}
