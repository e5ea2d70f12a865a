import { adviceItem } from './advice.js';
import { CollapseChart } from './collapse-chart.js';
import { Command, curl } from './command.js';
import { h, verbatim } from './dom.js';
import { save, svgFile } from './export.js';
import { recorded, recordedNote } from './recorded.js';
import { Results } from './results.js';
import { reveal } from './reveal.js';
import { Runner } from './runner.js';
import { readable, write } from './state.js';
import { stream } from './stream.js';
import { say, spoken } from './words.js';

// A stopped experiment ends at once; without an answer by then, the service has none to give.
const PATIENCE_MS = 5000;

const SERIES = ['offered', 'completed', 'predicted', 'failed-calls', 'latency'];

/**
 * A part of the page that runs an experiment live. What extends it has `fields`, and says in `asked`
 * what the service is asked, in `plan` what the chart needs, in `nowShown` what stands below it while
 * the experiment runs, in `told` what its report looks like, and in `described` what the chart says to
 * those who can't see it.
 */
export class Experiment {

	#canvas = h('div', { class: 'canvas' });

	#now = h('dl', { class: 'figures', hidden: true });

	#figures = h('div', {});

	#outcome = h('p', { class: 'outcome', role: 'status', hidden: true });

	#progress = h('progress', { max: 1, label: 'run.progress' });

	#recordPlace = h('div', {});

	#command = new Command();

	#runner;

	#underWay = h('div', { class: 'under-way', hidden: true }, this.#progress);

	#disposed = new AbortController();

	/**
	 * `part` is the name in the address, `resource` the path; `form` holds the fields; `title` and `text` are words; `marks` and
	 * `below` are more in the card, `above` is what stands before it, and `phases` is the kind of the words for what comes in turn.
	 */
	constructor({ part, resource, title, text, form, above = [], marks = [], below = [], phases = 'phase', start = 'collapse.start' }) {
		this.#runner = new Runner((signal) => this.#run(signal), { start, stop: 'collapse.stop' });
		this.#underWay.append(this.#runner.stopper());
		this.phases = phases;
		this.part = part;
		this.resource = resource;
		this.card = h('section', { class: 'card run', hidden: true, label: title }, this.#recordPlace, this.#canvas,
				seriesLegend(marks),
				this.#now, this.#figures, ...below);
		this.results = new Results(this.card);
		this.element = h('article', { class: part },
				h('div', { class: 'part-head' }, h('h1', { say: title }), h('p', { class: 'lead', say: text })),
				this.#runner.form(form, h('div', { class: 'actions' }, this.#runner.button, this.#command.element)),
				...above, this.#underWay, this.#outcome, this.results.element);
		spoken.addEventListener('change', () => this.#describe(), { signal: this.#disposed.signal });
	}

	dispose() {
		this.#runner.stop();
		this.#disposed.abort();
		this.chart?.dispose();
		cancelAnimationFrame(this.frame);
	}

	/** Runs what an address names; without parameters, shows the recorded run. */
	async open(parameters) {
		this.show();
		if (parameters.size) {
			this.#runner.start();
			return;
		}
		if (this.computed) {
			return;
		}
		const record = await recorded(this.part, () => (this.#runner.running ? null : this.#path));
		if (record && !this.#disposed.signal.aborted) {
			this.#begin(this.plan());
			this.#recordPlace.replaceChildren(recordedNote(record));
			record.points.forEach((point) => this.chart.add(this.moved(point)));
			this.results.are(record.asked);
			this.#finish(record.report);
		}
	}

	/** Whether what is computed is enough to see at first. */
	get computed() {
		return false;
	}

	/** A point at its moment since the experiment began. */
	moved(point) {
		return point;
	}

	/** Shows the command of what is asked for now. */
	show() {
		this.#command.show(curl(this.#path));
		this.results.compare(this.#path);
	}

	/** Keeps what is asked for in the address, and shows its command. */
	changed() {
		write({ part: this.part, parameters: new URLSearchParams(this.state()) });
		this.show();
	}

	/** What the address keeps. */
	state() {
		return this.fields.state();
	}

	/** What the service says of the form is said in one place, whether it was asked for a run or for less. */
	refused(error) {
		if (!this.#runner.running) {
			this.#runner.refused(error);
		}
	}

	accepted() {
		if (!this.#runner.running) {
			this.#runner.accepted();
		}
	}

	/** Happens when the first point has come; the signal says when the stream has ended. */
	began() {
	}

	/** Happens when the stream of an experiment that has begun has ended. */
	async ended() {
	}

	get #path() {
		return `${this.resource}?${readable(new URLSearchParams(this.asked()))}`;
	}

	async #run(signal) {
		const path = this.#path;
		const plan = this.plan();
		const connection = new AbortController();
		const finished = new AbortController();
		let admitted = false;
		let began = false;
		let reported = false;
		let patience;
		const stop = () => {
			if (!admitted) {
				connection.abort();
				return;
			}
			// The service then ends the stream with the report of what it has measured.
			fetch(this.resource, { method: 'DELETE', keepalive: true }).catch(() => connection.abort());
			patience = setTimeout(() => connection.abort(), PATIENCE_MS);
		};
		signal.addEventListener('abort', stop, { once: true });
		this.#disposed.signal.addEventListener('abort', () => connection.abort(), { signal: finished.signal });
		try {
			await stream(path, (type, data) => {
				if (type === 'report') {
					reported = true;
					if (began) {
						this.#finish(data);
					}
					else {
						this.#tellOutcome('collapse.stoppedBeforeAnything');
					}
					return;
				}
				if (!began) {
					began = true;
					this.#begin(plan);
					this.results.are(path);
					this.began(data, finished.signal);
					reveal(this.card, this.#underWay);
				}
				this.#point(this.moved(data));
			}, connection.signal, () => {
				admitted = true;
				this.#warmUp();
			});
			if (began) {
				await this.ended();
			}
		}
		finally {
			clearTimeout(patience);
			signal.removeEventListener('abort', stop);
			finished.abort();
			this.#underWay.hidden = true;
			this.#now.hidden = true;
			if (!reported && signal.aborted) {
				this.#tellOutcome(began ? 'collapse.stoppedWithoutReport' : 'collapse.stoppedBeforeAnything');
			}
			else if (!reported && began) {
				this.#tellOutcome('collapse.cut');
			}
		}
	}

	#tellOutcome(key) {
		this.#outcome.hidden = false;
		say(this.#outcome, key);
	}

	#warmUp() {
		this.card.hidden = true;
		this.results.are(null);
		this.#underWay.hidden = false;
		this.#progress.removeAttribute('value');
		this.#tellOutcome('collapse.warmingUp');
		reveal(this.#outcome, this.#underWay);
	}

	#begin(plan) {
		this.chart?.dispose();
		this.chart = new CollapseChart(plan);
		this.report = undefined;
		this.#recordPlace.replaceChildren();
		this.#describe();
		this.#canvas.replaceChildren(this.chart.element);
		this.#figures.replaceChildren();
		this.#outcome.hidden = true;
		this.card.hidden = false;
		this.#now.hidden = false;
		this.#progress.value = 0;
		this.chart.draw();
	}

	#point(point) {
		this.chart.add(point);
		cancelAnimationFrame(this.frame);
		this.frame = requestAnimationFrame(() => {
			this.chart.draw();
			this.#progress.value = point.atMs / this.chart.endMs;
			this.#showNow(point);
		});
	}

	#showNow(point) {
		const shown = [['phase', null], ...this.nowShown(point)].filter(([, value]) => value !== undefined);
		this.#now.replaceChildren(...shown.map(([name, value]) => h('div', {}, h('dt', { say: `now.${name}` }),
				value === null ? h('dd', { say: `${this.phases}.${point.phase}` }) : verbatim('dd', value))));
	}

	#finish(report) {
		cancelAnimationFrame(this.frame);
		this.chart.draw();
		this.report = report;
		this.#describe();
		this.#now.hidden = true;
		if (report.stopped) {
			this.#tellOutcome('collapse.stopped');
		}
		this.#figures.replaceChildren(...this.told(report));
	}

	#describe() {
		this.chart?.describe(this.described(this.report));
	}

	/** Figures, a row each: columns are a word and what makes a cell of a row, which has a name. */
	table(rows, columns, head = 'collapse.phase') {
		return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'collapse.table' },
				h('table', {}, h('caption', { class: 'sr-only', say: 'collapse.table' }),
						h('thead', {}, h('tr', {}, h('th', { scope: 'col', say: head }), columns.map(([name]) => h('th', { scope: 'col', say: name })))),
						h('tbody', {}, rows.map((it) => h('tr', { 'data-phase': it.name },
								h('th', { scope: 'row', say: `${this.phases}.${it.name}` }), columns.map(([, cell]) => cell(it)))))));
	}

	/** Buttons that save the picture and the report. */
	exports(name) {
		return h('div', { class: 'exports' }, h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg',
				on: { click: () => save(`${name}.svg`, 'image/svg+xml', svgFile(this.chart.element)) } }),
			h('button', { type: 'button', class: 'quiet save-json', say: 'run.json',
				on: { click: () => save(`${name}.json`, 'application/json', JSON.stringify(this.report, null, 2)) } }));
	}

}

/** What the lines and marks of a chart mean. */
export function seriesLegend(marks = []) {
	return h('ul', { class: 'legend' }, [...SERIES, ...marks].map((it) => h('li', { class: `key ${it}` }, h('span', { say: `series.${it}` }))));
}

/** How many requests of a phase failed, by their error. */
export function errorsText({ errors }) {
	return Object.entries(errors).map(([key, count]) => `${key}: ${count}`).join(', ') || '0';
}

/** What would help, each with the command that shows it. */
export function adviceList(report) {
	return h('ul', { class: 'findings advice' }, report.advice.map(adviceItem));
}
