import { javaFile } from '../code.js';
import { latency } from '../collapse-chart.js';
import { h, verbatim } from '../dom.js';
import { Experiment, adviceList, errorsText } from '../experiment.js';
import { Fields } from '../fields.js';
import { outageParts } from '../outage-parts.js';
import { durationMs, timeText } from '../time.js';
import { word } from '../words.js';

const NONE = 'none';

const FIELDS = [['cure', [NONE, 'limit', 'deadline', 'budget', 'backoff', 'stop-work', 'breaker'], 'limit'],
	['on', ['async-pool', 'virtual-thread'], 'async-pool'], ['rate', 'number', '100'], ['delay', 'duration', '50ms'],
	['threads', 'number', '8'], ['queue', 'number', '200'], ['timeout', 'duration', '250ms'], ['retries', 'decimal', '3'],
	['trigger', 'decimal', '4'], ['phase', 'duration', '5s']];

// What the service takes where a field is left empty.
const SERVICE_DEFAULTS = { rate: '100', phase: '10s' };

/** Clients who try again keep a service down, live; and what cures it. */
export function storm({ parameters }) {
	const page = new StormPage(parameters);
	page.open(parameters);
	return { element: h('div', {}, outageParts('storm'), page.element), dispose: () => page.dispose() };
}

class StormPage extends Experiment {

	constructor(parameters) {
		const fields = new Fields(FIELDS, parameters, () => this.changed());
		super({ part: 'storm', title: 'storm.title', text: 'storm.text', resource: '/api/retry-storm', form: fields.element });
		this.fields = fields;
	}

	asked() {
		return this.fields.parameters().filter(([name, value]) => name !== 'cure' || value !== NONE);
	}

	plan() {
		const given = (name) => this.fields.value(name) || SERVICE_DEFAULTS[name];
		return { rate: Number(given('rate')), phaseMs: durationMs(given('phase')) || durationMs(SERVICE_DEFAULTS.phase),
			phases: this.fields.value('cure') === NONE ? 3 : 4 };
	}

	nowShown(point) {
		return [['offered', Math.round(point.offered)], ['attempts', Math.round(point.attempts)], ['completed', Math.round(point.completed)],
			['predicted', Math.round(point.predicted)], ['queued', point.queued], ['latency', timeText(latency(point))]];
	}

	told(report) {
		const figure = (name) => (it) => verbatim('td', it[name].toFixed(0));
		return [this.table(report.phases, [['storm.offered', figure('offered')], ['storm.attempts', figure('attempts')], ['storm.goodput', figure('goodput')],
				['storm.predicted', figure('predictedGoodput')], ['storm.wasted', figure('wastedWork')], ['storm.refused', figure('refused')],
				['storm.queue', (it) => verbatim('td', it.peakQueued)],
				['collapse.p99', (it) => verbatim('td', timeText(it.goodputWhole > 0 ? it.p99Ms : undefined))],
				['collapse.errors', (it) => verbatim('td', errorsText(it))]]),
			this.exports('retry-storm'),
			h('p', {}, h('span', { say: 'storm.bound' }), ' ', h('span', { told: [report.bound, report.boundSentence] })),
			h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] }),
			h('h2', { say: 'storm.advice' }),
			adviceList(report),
			...(report.cureSource ? [h('section', { class: 'card code-card', label: 'storm.source' }, h('h2', { say: 'storm.source' }),
					...javaFile(report.cureSource.text), h('p', { class: 'source-file', translate: 'no' }, report.cureSource.file.split('/').at(-1)))] : [])];
	}

	described(report) {
		const phases = report?.phases.map((it) => `${word(`phase.${it.name}`)}: ${Math.round(it.goodput)}/s`).join(', ');
		return phases ? word('storm.summary', { phases }) : word('storm.title');
	}

}
