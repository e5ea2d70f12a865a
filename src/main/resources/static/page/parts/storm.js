import { javaFile } from '../code.js';
import { CollapseChart, latency } from '../collapse-chart.js';
import { Command, curl } from '../command.js';
import { h, verbatim } from '../dom.js';
import { save, svgFile } from '../export.js';
import { Fields } from '../fields.js';
import { Results } from '../results.js';
import { reveal } from '../reveal.js';
import { Runner } from '../runner.js';
import { readable, write } from '../state.js';
import { stream } from '../stream.js';
import { durationMs, timeText } from '../time.js';
import { say, spoken, word } from '../words.js';

const NONE = 'none';

const FIELDS = [['cure', [NONE, 'limit', 'deadline', 'budget', 'backoff', 'stop-work', 'breaker'], 'limit'],
	['on', ['async-pool', 'virtual-thread'], 'async-pool'], ['rate', 'number', '100'], ['delay', 'duration', '50ms'],
	['threads', 'number', '8'], ['queue', 'number', '200'], ['timeout', 'duration', '250ms'], ['retries', 'decimal', '3'],
	['trigger', 'decimal', '4'], ['phase', 'duration', '5s']];

// What the service takes where a field is left empty.
const SERVICE_DEFAULTS = { rate: '100', phase: '10s' };

// A stopped experiment ends at once; without an answer by then, the service has none to give.
const PATIENCE_MS = 5000;

const SERIES = ['offered', 'completed', 'predicted', 'failed-calls', 'latency'];

/** Clients who try again keep a service down, live; and what cures it. */
export function storm({ parameters }) {
	const page = new StormPage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class StormPage {

	constructor(parameters) {
		this.fields = new Fields(FIELDS, parameters, () => this.#changed());
		this.runner = new Runner((signal) => this.#run(signal), { start: 'collapse.start', stop: 'collapse.stop' });
		this.command = new Command();
		this.progress = h('progress', { max: 1, label: 'run.progress' });
		this.underWay = h('div', { class: 'under-way', hidden: true }, this.progress, this.runner.stopper());
		this.now = h('dl', { class: 'figures', hidden: true });
		this.outcome = h('p', { class: 'outcome', role: 'status', hidden: true });
		this.canvas = h('div', { class: 'canvas' });
		this.figures = h('div', {});
		this.card = h('section', { class: 'card run', hidden: true, label: 'storm.title' }, this.canvas,
				h('ul', { class: 'legend' }, SERIES.map((it) => h('li', { class: `key ${it}` }, h('span', { say: `series.${it}` })))),
				this.now, this.figures);
		this.results = new Results(this.card);
		this.element = h('article', { class: 'storm' },
				h('div', { class: 'part-head' }, h('h1', { say: 'storm.title' }), h('p', { class: 'lead', say: 'storm.text' })),
				this.runner.form(this.fields.element, h('div', { class: 'actions' }, this.runner.button, this.command.element)),
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
		const given = this.fields.parameters().filter(([name, value]) => name !== 'cure' || value !== NONE);
		return `/api/retry-storm?${readable(new URLSearchParams(given))}`;
	}

	#changed() {
		write({ part: 'storm', parameters: new URLSearchParams(this.fields.state()) });
		this.#show();
	}

	#show() {
		this.command.show(curl(this.#path));
		this.results.compare(this.#path);
	}

	async #run(signal) {
		const path = this.#path;
		const phaseMs = durationMs(this.#given('phase')) || durationMs(SERVICE_DEFAULTS.phase);
		const plan = { rate: Number(this.#given('rate')), phaseMs, phases: this.fields.value('cure') === NONE ? 3 : 4 };
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
			fetch('/api/retry-storm', { method: 'DELETE', keepalive: true }).catch(() => connection.abort());
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
				}
				this.#point(data);
			}, connection.signal, () => {
				admitted = true;
				this.#warmUp();
			});
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

	#given(name) {
		return this.fields.value(name) || SERVICE_DEFAULTS[name];
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
		this.chart.endMs = plan.phaseMs * plan.phases;
		this.report = undefined;
		this.#describe();
		this.canvas.replaceChildren(this.chart.element);
		this.figures.replaceChildren();
		this.outcome.hidden = true;
		this.card.hidden = false;
		this.now.hidden = false;
		this.progress.value = 0;
		this.chart.draw();
		reveal(this.canvas);
	}

	#point(point) {
		this.chart.add(point);
		cancelAnimationFrame(this.frame);
		this.frame = requestAnimationFrame(() => {
			this.chart.draw();
			this.progress.value = point.atMs / this.chart.endMs;
			this.#showNow(point);
		});
	}

	#showNow(point) {
		const shown = [['phase', null], ['offered', Math.round(point.offered)], ['attempts', Math.round(point.attempts)],
			['completed', Math.round(point.completed)], ['predicted', Math.round(point.predicted)], ['queued', point.queued],
			['latency', timeText(latency(point))]].filter(([, value]) => value !== undefined);
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
		this.figures.replaceChildren(h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'collapse.table' }, table(report)),
				h('div', { class: 'exports' }, h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg',
						on: { click: () => save('retry-storm.svg', 'image/svg+xml', svgFile(this.chart.element)) } }),
					h('button', { type: 'button', class: 'quiet save-json', say: 'run.json',
						on: { click: () => save('retry-storm.json', 'application/json', JSON.stringify(report, null, 2)) } })),
				h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] }),
				h('h2', { say: 'storm.advice' }),
				h('ul', { class: 'advice' }, report.advice.map((it) => h('li', { told: [it.text, it.textSentence] }))),
				...(report.cureSource ? [h('section', { class: 'card code-card', label: 'storm.source' }, h('h2', { say: 'storm.source' }),
						...javaFile(report.cureSource.text), h('p', { class: 'source-file', translate: 'no' }, report.cureSource.file.split('/').at(-1)))] : []));
	}

	#describe() {
		const phases = this.report?.phases.map((it) => `${word(`phase.${it.name}`)}: ${Math.round(it.goodput)}/s`).join(', ');
		this.chart?.describe(phases ? word('storm.summary', { phases }) : word('storm.title'));
	}

}

function table(report) {
	const columns = ['collapse.phase', 'storm.offered', 'storm.attempts', 'storm.goodput', 'storm.predicted', 'storm.wasted', 'storm.refused', 'storm.queue',
		'collapse.p99', 'collapse.errors'];
	const errors = (it) => Object.entries(it.errors).map(([key, count]) => `${key}: ${count}`).join(', ') || '0';
	return h('table', {}, h('caption', { class: 'sr-only', say: 'collapse.table' }),
			h('thead', {}, h('tr', {}, columns.map((it) => h('th', { scope: 'col', say: it })))),
			h('tbody', {}, report.phases.map((it) => h('tr', { 'data-phase': it.name },
					h('th', { scope: 'row', say: `phase.${it.name}` }),
					...[it.offered, it.attempts, it.goodput, it.predictedGoodput, it.wastedWork, it.refused].map((figure) => verbatim('td', figure.toFixed(0))),
					verbatim('td', it.peakQueued), verbatim('td', timeText(it.goodputWhole > 0 ? it.p99Ms : undefined)), verbatim('td', errors(it))))));
}
