import { CapacityPicture } from '../capacity-picture.js';
import { latency } from '../collapse-chart.js';
import { h, verbatim } from '../dom.js';
import { errorsText, Experiment } from '../experiment.js';
import { Fields } from '../fields.js';
import { askJson } from '../service.js';
import { Sliders } from '../sliders.js';
import { readable } from '../state.js';
import { durationMs, timeText } from '../time.js';
import { translation, word } from '../words.js';

/** How long no slider has moved when a prediction is asked for, in milliseconds. */
const PAUSE = 60;

const SLIDERS = [{ name: 'rate', words: 'workload.rate', min: 1, least: 1, max: 300, usual: 40, shown: '/s' }, { name: 'calls', words: 'workload.calls', min: 1, least: 1, max: 20, usual: 3 },
	{ name: 'delay', words: 'workload.delay', min: 10, max: 1000, step: 10, usual: 50, unit: 'ms' }, { name: 'threads', words: 'workload.threads', min: 1, least: 1, max: 100, usual: 8 },
	{ name: 'blockingShare', words: 'workload.blockingShare', min: 0, max: 50, usual: 0, factor: 100, shown: ' %' }];

const FIELDS = [['slo', 'duration', ''], ['jitter', 'duration', '0ms'], ['failRate', 'share', '0'], ['connections', 'number', '500'],
	['arrivals', ['poisson', 'constant'], 'poisson'], ['duration', 'duration', '3s']];

const SERVICE_DURATION = '5s';

/** A workload in every style: what each should do while the sliders move, and what it does. */
export function workload({ parameters }) {
	const page = new WorkloadPage(parameters);
	page.open(parameters);
	return { element: page.element, dispose: () => page.dispose() };
}

class WorkloadPage extends Experiment {

	constructor(parameters) {
		const changed = () => this.changed();
		const sliders = new Sliders(SLIDERS, parameters, changed);
		const fields = new Fields(FIELDS, parameters, changed);
		const picture = new CapacityPicture();
		super({ part: 'workload', title: 'workload.title', text: 'workload.text', resource: '/api/capacity', start: 'home.measure', phases: 'style',
			form: h('div', { class: 'workload-form' }, sliders.element, h('details', { open: FIELDS.some(([name]) => parameters.has(name)) },
					h('summary', { say: 'workload.more' }), fields.element)),
			above: [picture.element] });
		this.sliders = sliders;
		this.fields = fields;
		this.picture = picture;
	}

	dispose() {
		super.dispose();
		clearTimeout(this.timer);
		this.asking?.abort();
		this.picture.dispose();
	}

	get computed() {
		return true;
	}

	asked() {
		const usual = new Map(FIELDS.map(([name, , fallback]) => [name, name === 'duration' ? null : fallback]));
		return [...this.sliders.state(), ...this.fields.parameters().filter(([name, value]) => value !== usual.get(name))];
	}

	state() {
		return [...this.sliders.state(), ...this.fields.state()];
	}

	show() {
		super.show();
		this.asking?.abort();
		this.asking = new AbortController();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.#predict(this.asking.signal), this.predicted ? PAUSE : 0);
	}

	async #predict(signal) {
		try {
			const report = await askJson(`/api/capacity?${readable(new URLSearchParams([...this.asked(), ['mode', 'predict']]))}`, { signal });
			this.predicted = true;
			this.accepted();
			this.picture.show(report);
		}
		catch (error) {
			if (!signal.aborted) {
				this.refused(error);
			}
		}
	}

	plan() {
		return { rate: this.sliders.value('rate'), phaseMs: durationMs(this.fields.value('duration') || SERVICE_DURATION) || durationMs(SERVICE_DURATION), names: 'style' };
	}

	began() {
		this.turn = undefined;
	}

	// The moments of a style begin with 0 again.
	moved(point) {
		if (point.phase !== this.turn) {
			this.turn = point.phase;
			this.turnMs = this.chart.points.at(-1)?.atMs ?? 0;
		}
		return { ...point, atMs: this.turnMs + point.atMs };
	}

	nowShown(point) {
		return [['offered', Math.round(point.offered)], ['completed', Math.round(point.completed)], ['predicted', Math.round(point.predicted)],
			['latency', timeText(latency(point))], ['inFlight', point.inFlight]];
	}

	told(report) {
		this.asking?.abort();
		this.picture.show(report);
		const measured = report.styles.filter((it) => it.measured).map((it) => ({ name: it.style, ...it.measured, predicted: it.predicted }));
		const time = (ms) => (it) => verbatim('td', timeText(ms(it)));
		return [this.table(measured, [['workload.offered', (it) => verbatim('td', it.offered)], ['workload.completed', (it) => verbatim('td', it.completed)],
				['collapse.errors', (it) => verbatim('td', errorsText(it))], ['collapse.p50', time((it) => it.p50Ms)], ['collapse.p99', time((it) => it.p99Ms)],
				['workload.p99Predicted', time((it) => it.predicted.p99Ms)], ['workload.inFlight', (it) => verbatim('td', it.peakInFlight)],
				['workload.threadsHeld', (it) => verbatim('td', it.threads)],
				['workload.cpu', (it) => verbatim('td', it.cpuMsPerRequest === null ? '–' : `${it.cpuMsPerRequest.toFixed(2)} ms`)]], 'workload.style'),
			this.exports('capacity'),
			h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] })];
	}

	described(report) {
		return report ? translation(report.verdictSentence) ?? report.verdict : word('workload.title');
	}

}
