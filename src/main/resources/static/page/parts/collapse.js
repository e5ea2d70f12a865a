import { CollapseChart, latency } from '../collapse-chart.js';
import { Command, curl } from '../command.js';
import { h, verbatim } from '../dom.js';
import { save, svgFile } from '../export.js';
import { Fields } from '../fields.js';
import { Results } from '../results.js';
import { reveal } from '../reveal.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { stallList } from '../stalls.js';
import { readable, write } from '../state.js';
import { stream } from '../stream.js';
import { durationMs, timeText } from '../time.js';
import { say, spoken, translation, word } from '../words.js';

const PLACES = ['event-loop', 'asyncio', 'async-pool', 'virtual-thread'];

const POOL = 'async-pool';

// What a place is given, and what the service takes where a field is left empty.
const USUAL = { rate: '200', blockingShare: '0.2' };

const USUAL_OF_POOL = { rate: '120', blockingShare: '0.8', threads: '8' };

const usual = (on) => on === POOL ? USUAL_OF_POOL : USUAL;

const SERVICE_PHASE = '2s';

const fieldsOf = (on) => [['on', PLACES, PLACES[0]], ['rate', 'number', usual(on).rate], ['delay', 'duration', '50ms'],
	['blockingShare', 'decimal', usual(on).blockingShare], ...(on === POOL ? [['threads', 'number', usual(on).threads]] : []),
	['phase', 'duration', '3s']];

// A stopped experiment ends at once; without an answer by then, the service has none to give.
const PATIENCE_MS = 5000;

const SERIES = ['offered', 'completed', 'predicted', 'failed-calls', 'latency'];

const STALLS = ['stall', 'starved'];

/** A constant rate of calls, a few of which block: the throughput collapses, live. */
export function collapse({ parameters }) {
	const page = new CollapsePage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class CollapsePage {

	constructor(parameters) {
		this.fieldPlace = h('div', { class: 'field-place' });
		this.#ask(parameters);
		this.runner = new Runner((signal) => this.#run(signal), { start: 'collapse.start', stop: 'collapse.stop' });
		this.command = new Command();
		this.progress = h('progress', { max: 1, label: 'run.progress' });
		this.underWay = h('div', { class: 'under-way', hidden: true }, this.progress, this.runner.stopper());
		this.now = h('dl', { class: 'figures', hidden: true });
		this.outcome = h('p', { class: 'outcome', role: 'status', hidden: true });
		this.canvas = h('div', { class: 'canvas' });
		this.stallPlace = h('div', {});
		this.figures = h('div', {});
		this.card = h('section', { class: 'card run', hidden: true, label: 'collapse.title' }, this.canvas,
				h('ul', { class: 'legend' }, SERIES.map((it) => h('li', { class: `key ${it}` }, h('span', { say: `series.${it}` }))),
						STALLS.map((it) => h('li', { class: `key ${it}` }, h('span', { say: `series.${it}` })))),
				this.now, this.figures, this.stallPlace);
		this.results = new Results(this.card);
		this.element = h('article', { class: 'collapse' },
				h('div', { class: 'part-head' }, h('h1', { say: 'collapse.title' }), h('p', { class: 'lead', say: 'collapse.text' })),
				this.runner.form(this.fieldPlace, h('div', { class: 'actions' }, this.runner.button, this.command.element)),
				this.underWay, this.outcome, this.results.element);
		this.#show();
		this.disposed = new AbortController();
		spoken.addEventListener('change', () => this.#describe(), { signal: this.disposed.signal });
	}

	dispose() {
		this.runner.stop();
		this.disposed.abort();
		this.chart?.dispose();
		cancelAnimationFrame(this.frame);
	}

	get #path() {
		return `/api/collapse?${readable(new URLSearchParams(this.fields.parameters()))}`;
	}

	#ask(parameters) {
		this.on = PLACES.includes(parameters.get('on')) ? parameters.get('on') : PLACES[0];
		this.fields = new Fields(fieldsOf(this.on), parameters, () => this.#changed());
		this.fieldPlace.replaceChildren(this.fields.element);
	}

	#changed() {
		const on = this.fields.value('on');
		if (on !== this.on) {
			// Another place has other usual values, which replace those that were left as they were.
			const before = usual(this.on);
			this.#ask(new URLSearchParams(this.fields.state().filter(([name, value]) => value !== before[name] && name !== 'threads')));
			this.fieldPlace.querySelector('[name=on]').focus();
		}
		write({ part: 'collapse', parameters: new URLSearchParams(this.fields.state()) });
		this.#show();
	}

	#show() {
		this.command.show(curl(this.#path));
		this.results.compare(this.#path);
	}

	async #run(signal) {
		const path = this.#path;
		const plan = { rate: Number(this.fields.value('rate') || usual(this.on).rate),
			phaseMs: durationMs(this.fields.value('phase') || SERVICE_PHASE) || durationMs(SERVICE_PHASE) };
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
			fetch('/api/collapse', { method: 'DELETE', keepalive: true }).catch(() => connection.abort());
			patience = setTimeout(() => connection.abort(), PATIENCE_MS);
		};
		signal.addEventListener('abort', stop, { once: true });
		this.disposed.signal.addEventListener('abort', () => connection.abort(), { signal: finished.signal });
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
					this.#watch(finished.signal);
				}
				this.#point(data);
			}, connection.signal, () => {
				admitted = true;
				this.#warmUp();
			});
			if (began) {
				await this.#readStalls();
			}
		}
		finally {
			clearTimeout(patience);
			signal.removeEventListener('abort', stop);
			finished.abort();
			this.underWay.hidden = true;
			this.now.hidden = true;
			if (!reported && signal.aborted) {
				this.#tellOutcome(began ? 'collapse.stoppedWithoutReport' : 'collapse.stoppedBeforeAnything');
			}
			else if (!reported && began) {
				this.#tellOutcome('collapse.cut');
			}
		}
	}

	#tellOutcome(key) {
		this.outcome.hidden = false;
		say(this.outcome, key);
	}

	#warmUp() {
		this.card.hidden = true;
		this.results.are(null);
		this.underWay.hidden = false;
		this.progress.removeAttribute('value');
		this.#tellOutcome('collapse.warmingUp');
		reveal(this.outcome);
	}

	#begin(plan) {
		this.chart?.dispose();
		this.chart = new CollapseChart(plan);
		this.report = undefined;
		this.#describe();
		this.canvas.replaceChildren(this.chart.element);
		this.figures.replaceChildren();
		this.stallPlace.replaceChildren();
		this.outcome.hidden = true;
		this.card.hidden = false;
		this.now.hidden = false;
		this.progress.value = 0;
		this.beganAt = undefined;
	}

	#point(point) {
		if (this.beganAt === undefined) {
			this.beganAt = Date.now() - point.atMs;
			this.chart.draw();
			reveal(this.canvas);
		}
		this.chart.add(point);
		cancelAnimationFrame(this.frame);
		this.frame = requestAnimationFrame(() => {
			this.chart.draw();
			this.progress.value = point.atMs / this.chart.endMs;
			this.#showNow(point);
		});
	}

	#showNow(point) {
		const shown = [['phase', null], ['offered', Math.round(point.offered)], ['completed', Math.round(point.completed)],
			['predicted', Math.round(point.predicted)],
			['latency', timeText(latency(point))], ['inFlight', point.inFlight]].filter(([, value]) => value !== undefined);
		this.now.replaceChildren(...shown.map(([name, value]) => h('div', {}, h('dt', { say: `now.${name}` }),
				value === null ? h('dd', { say: `phase.${point.phase}` }) : verbatim('dd', value))));
	}

	#finish(report) {
		cancelAnimationFrame(this.frame);
		this.chart.draw();
		this.report = report;
		this.#describe();
		this.now.hidden = true;
		if (report.stopped) {
			this.#tellOutcome('collapse.stopped');
		}
		this.figures.replaceChildren(h('ul', { class: 'remarks' }, report.remarks.map((it) => h('li', { 'data-phase': it.phase },
						h('strong', { say: `phase.${it.phase}` }), ' ', h('span', { told: [it.text, it.textSentence] })))),
				h('h2', { say: 'collapse.advice' }), h('ul', { class: 'findings advice' }, report.advice.map(adviceItem)),
				h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'collapse.table' }, table(report)),
				h('div', { class: 'exports' }, h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg',
						on: { click: () => save('collapse.svg', 'image/svg+xml', svgFile(this.chart.element)) } }),
					h('button', { type: 'button', class: 'quiet save-json', say: 'run.json',
						on: { click: () => save('collapse.json', 'application/json', JSON.stringify(report, null, 2)) } })),
				h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] }));
	}

	#describe() {
		const phases = this.report?.phases.map((it) => `${word(`phase.${it.name}`)}: ${Math.round(it.completed)}/s`).join(', ');
		const remarks = this.report?.remarks.map((it) => `${word(`phase.${it.phase}`)}: ${translation(it.textSentence) ?? it.text}`).join(' ');
		this.chart?.describe(phases ? `${word('collapse.summary', { phases })} ${remarks}` : word('collapse.title'));
	}

	#watch(signal) {
		const look = () => this.#readStalls().catch(() => {});
		const timer = setInterval(look, 700);
		signal.addEventListener('abort', () => clearInterval(timer), { once: true });
	}

	async #readStalls() {
		const { stalls } = await askJson('/api/event-loop');
		const mine = stalls.map((it) => ({ ...it, fromMs: Date.parse(it.at) - this.beganAt })).filter((it) => it.fromMs + it.durationMs >= 0);
		if (this.chart.stalls.length !== mine.length) {
			this.chart.stalls = mine;
			this.chart.draw();
			this.stallPlace.replaceChildren(h('h2', { say: 'collapse.culprits' }), stallList(mine));
		}
	}

}

function adviceItem(advice) {
	const command = new Command();
	command.show(advice.next);
	return h('li', { 'data-bottleneck': advice.bottleneck }, h('span', { told: [advice.text, advice.textSentence] }), command.element);
}

function table(report) {
	const columns = ['phase', 'offered', 'completed', 'predicted', 'because', 'p50', 'p99', 'errors', 'stallColumn', 'drain', 'predictedDrain'];
	const errors = (it) => Object.entries(it.errors).map(([key, count]) => `${key}: ${count}`).join(', ') || '0';
	return h('table', {}, h('caption', { class: 'sr-only', say: 'collapse.table' }),
			h('thead', {}, h('tr', {}, columns.map((it) => h('th', { scope: 'col', say: `collapse.${it}` })))),
			h('tbody', {}, report.phases.map((it) => h('tr', { 'data-phase': it.name },
					h('th', { scope: 'row', say: `phase.${it.name}` }), verbatim('td', it.offered.toFixed(0)), verbatim('td', it.completed.toFixed(0)),
					verbatim('td', it.predicted.toFixed(0)), h('td', { class: 'because', told: [it.because, it.becauseSentence] }), verbatim('td', timeText(it.completed ? it.p50Ms : undefined)),
					verbatim('td', timeText(latency(it))), verbatim('td', errors(it)), verbatim('td', timeText(it.longestStallMs)),
					verbatim('td', timeText(it.drainMs)), verbatim('td', timeText(it.predictedDrainMs))))));
}
