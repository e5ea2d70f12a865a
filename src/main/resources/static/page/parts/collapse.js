import { CollapseChart } from '../collapse-chart.js';
import { Command, curl } from '../command.js';
import { h, verbatim } from '../dom.js';
import { save, svgFile } from '../export.js';
import { Fields } from '../fields.js';
import { Runner } from '../runner.js';
import { askJson } from '../service.js';
import { stallList } from '../stalls.js';
import { readable, write } from '../state.js';
import { stream } from '../stream.js';
import { durationMs, timeText } from '../time.js';
import { word } from '../words.js';

const FIELDS = [['on', ['event-loop', 'asyncio', 'async-pool', 'virtual-thread'], 'event-loop'], ['rate', 'number', '200'],
	['delay', 'duration', '50ms'], ['blockingShare', 'decimal', '0.2'], ['phase', 'duration', '3s']];

const SERIES = ['offered', 'completed', 'predicted', 'failed-calls', 'latency'];

/** A constant rate of calls, a few of which block: the throughput collapses, live. */
export function collapse({ parameters }) {
	const page = new CollapsePage(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class CollapsePage {

	constructor(parameters) {
		this.fields = new Fields(FIELDS, parameters, () => this.#changed());
		this.runner = new Runner((signal) => this.#run(signal), { start: 'collapse.start', stop: 'collapse.stop' });
		this.command = new Command();
		this.progress = h('progress', { max: 1, value: 0, hidden: true, label: 'run.progress' });
		this.now = h('dl', { class: 'figures', hidden: true });
		this.canvas = h('div', { class: 'canvas' });
		this.stallPlace = h('div', {});
		this.figures = h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'collapse.table' });
		this.results = h('section', { class: 'card run', hidden: true, label: 'collapse.title' }, this.progress, this.now, this.canvas,
				h('ul', { class: 'legend' }, SERIES.map((it) => h('li', { class: `key ${it}` }, h('span', { say: `series.${it}` }))),
						h('li', { class: 'key stall' }, h('span', { say: 'series.stall' }))),
				this.figures, this.stallPlace);
		this.element = h('article', { class: 'collapse' },
				h('div', { class: 'part-head' }, h('h1', { say: 'collapse.title' }), h('p', { class: 'lead', say: 'collapse.text' })),
				h('form', { class: 'card setup', on: { submit: (event) => {
					event.preventDefault();
					if (!this.runner.running) {
						this.runner.start();
					}
				} } }, this.fields.element, h('div', { class: 'actions' }, this.runner.button, this.command.element)),
				this.runner.notice.element, this.results);
		this.command.show(curl(this.#path));
	}

	dispose() {
		this.runner.stop();
		this.chart?.dispose();
		cancelAnimationFrame(this.frame);
	}

	get #path() {
		return `/api/collapse?${readable(new URLSearchParams(this.fields.parameters()))}`;
	}

	#changed() {
		write({ part: 'collapse', parameters: new URLSearchParams(this.fields.parameters()) });
		this.command.show(curl(this.#path));
	}

	async #run(signal) {
		const phaseMs = durationMs(this.fields.value('phase')) || 2000;
		let began = false;
		const stop = () => fetch('/api/collapse', { method: 'DELETE' }).catch(() => {});
		const finished = new AbortController();
		try {
			await stream(this.#path, (type, data) => {
				if (!began) {
					began = true;
					signal.addEventListener('abort', stop, { once: true });
					this.#begin(phaseMs);
					this.#watch(finished.signal);
				}
				if (type === 'report') {
					this.#finish(data);
				}
				else {
					this.#point(data);
				}
			}, signal);
			await this.#readStalls();
		}
		finally {
			signal.removeEventListener('abort', stop);
			finished.abort();
			this.progress.hidden = true;
		}
	}

	#begin(phaseMs) {
		this.chart?.dispose();
		this.chart = new CollapseChart({ rate: Number(this.fields.value('rate')), phaseMs });
		this.canvas.replaceChildren(this.chart.element);
		this.figures.replaceChildren();
		this.stallPlace.replaceChildren();
		this.results.hidden = false;
		this.now.hidden = false;
		this.progress.hidden = false;
		this.progress.value = 0;
		this.beganAt = undefined;
	}

	#point(point) {
		this.beganAt ??= Date.now() - point.atMs;
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
			['latency', timeText(point.p99Ms)], ['inFlight', point.inFlight]].filter(([, value]) => value !== undefined);
		this.now.replaceChildren(...shown.map(([name, value]) => h('div', {}, h('dt', { say: `now.${name}` }),
				value === null ? h('dd', { say: `phase.${point.phase}` }) : verbatim('dd', value))));
	}

	#finish(report) {
		cancelAnimationFrame(this.frame);
		this.chart.describe(word('collapse.summary', { phases: report.phases.map((it) => `${word(`phase.${it.name}`)}: ${Math.round(it.completed)}/s`).join(', ') }));
		this.now.hidden = true;
		this.figures.replaceChildren(table(report),
				h('div', { class: 'exports' }, h('button', { type: 'button', class: 'quiet save-svg', say: 'run.svg',
						on: { click: () => save('collapse.svg', 'image/svg+xml', svgFile(this.chart.element)) } }),
					h('button', { type: 'button', class: 'quiet save-json', say: 'run.json',
						on: { click: () => save('collapse.json', 'application/json', JSON.stringify(report, null, 2)) } })),
				verbatim('p', report.lesson, { class: 'lesson', lang: 'en' }));
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

function table(report) {
	const columns = ['phase', 'offered', 'completed', 'predicted', 'because', 'p50', 'p99', 'errors', 'stallColumn', 'drain'];
	const errors = (it) => Object.entries(it.errors).map(([key, count]) => `${key}: ${count}`).join(', ') || '0';
	return h('table', {}, h('caption', { class: 'sr-only', say: 'collapse.table' }),
			h('thead', {}, h('tr', {}, columns.map((it) => h('th', { scope: 'col', say: `collapse.${it}` })))),
			h('tbody', {}, report.phases.map((it) => h('tr', { 'data-phase': it.name },
					h('th', { scope: 'row', say: `phase.${it.name}` }), verbatim('td', it.offered.toFixed(0)), verbatim('td', it.completed.toFixed(0)),
					verbatim('td', it.predicted.toFixed(0)), verbatim('td', it.because, { lang: 'en' }), verbatim('td', timeText(it.p50Ms)),
					verbatim('td', timeText(it.p99Ms)), verbatim('td', errors(it)), verbatim('td', timeText(it.longestStallMs)),
					verbatim('td', it.drainMs ? timeText(it.drainMs) : '–')))));
}
