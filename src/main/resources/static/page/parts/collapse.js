import { latency } from '../collapse-chart.js';
import { h, verbatim } from '../dom.js';
import { Experiment, adviceList, errorsText } from '../experiment.js';
import { Fields } from '../fields.js';
import { outageParts } from '../outage-parts.js';
import { askJson } from '../service.js';
import { stallList } from '../stalls.js';
import { durationMs, timeText } from '../time.js';
import { translation, word } from '../words.js';

const PLACES = ['event-loop', 'asyncio', 'async-pool', 'virtual-thread'];

const POOL = 'async-pool';

// What a place is given, and what the service takes where a field is left empty.
const USUAL = { rate: '200', blockingShare: '0.2' };

const USUAL_OF_POOL = { rate: '120', blockingShare: '0.8', threads: '8' };

const usual = (on) => on === POOL ? USUAL_OF_POOL : USUAL;

const SERVICE_PHASE = '2s';

const fieldsOf = (on) => [['on', PLACES, PLACES[0]], ['rate', 'number', usual(on).rate], ['delay', 'duration', '50ms'],
	['blockingShare', 'share', usual(on).blockingShare], ...(on === POOL ? [['threads', 'number', usual(on).threads]] : []),
	['phase', 'duration', '3s']];

const STALLS = ['stall', 'starved'];

/** A constant rate of calls, a few of which block: the throughput collapses, live. */
export function collapse({ parameters }) {
	const page = new CollapsePage(parameters);
	page.open(parameters);
	return { element: h('div', {}, outageParts('collapse'), page.element), dispose: () => page.dispose() };
}

class CollapsePage extends Experiment {

	constructor(parameters) {
		const fieldPlace = h('div', { class: 'field-place' });
		const stallPlace = h('div', {});
		super({ part: 'collapse', title: 'collapse.title', text: 'collapse.text', resource: '/api/collapse', form: fieldPlace, marks: STALLS, below: [stallPlace] });
		this.fieldPlace = fieldPlace;
		this.stallPlace = stallPlace;
		this.#ask(parameters);
	}

	#ask(parameters) {
		this.on = PLACES.includes(parameters.get('on')) ? parameters.get('on') : PLACES[0];
		this.fields = new Fields(fieldsOf(this.on), parameters, () => this.changed());
		this.fieldPlace.replaceChildren(this.fields.element);
	}

	changed() {
		const on = this.fields.value('on');
		if (on !== this.on) {
			// Another place has other usual values, which replace those that were left as they were.
			const before = usual(this.on);
			this.#ask(new URLSearchParams(this.fields.state().filter(([name, value]) => value !== before[name] && name !== 'threads')));
			this.fieldPlace.querySelector('[name=on]').focus();
		}
		super.changed();
	}

	asked() {
		return this.fields.parameters();
	}

	plan() {
		return { rate: Number(this.fields.value('rate') || usual(this.on).rate),
			phaseMs: durationMs(this.fields.value('phase') || SERVICE_PHASE) || durationMs(SERVICE_PHASE) };
	}

	began(point, signal) {
		this.beganAt = Date.now() - point.atMs;
		this.stallPlace.replaceChildren();
		const timer = setInterval(() => this.#readStalls().catch(() => {}), 700);
		signal.addEventListener('abort', () => clearInterval(timer), { once: true });
	}

	async ended() {
		await this.#readStalls();
	}

	nowShown(point) {
		return [['offered', Math.round(point.offered)], ['completed', Math.round(point.completed)], ['predicted', Math.round(point.predicted)],
			['latency', timeText(latency(point))], ['inFlight', point.inFlight]];
	}

	told(report) {
		const rate = (name) => (it) => verbatim('td', it[name].toFixed(0));
		const time = (ms) => (it) => verbatim('td', timeText(ms(it)));
		return [h('ul', { class: 'remarks' }, report.remarks.map((it) => h('li', { 'data-phase': it.phase },
					h('strong', { say: `phase.${it.phase}` }), ' ', h('span', { told: [it.text, it.textSentence] })))),
			h('h2', { say: 'collapse.advice' }), adviceList(report),
			this.table(report.phases, [['collapse.offered', rate('offered')], ['collapse.completed', rate('completed')], ['collapse.predicted', rate('predicted')],
				['collapse.because', (it) => h('td', { class: 'because', told: [it.because, it.becauseSentence] })],
				['collapse.p50', time((it) => it.completed ? it.p50Ms : undefined)], ['collapse.p99', time(latency)],
				['collapse.errors', (it) => verbatim('td', errorsText(it))], ['collapse.stallColumn', time((it) => it.longestStallMs)],
				['collapse.drain', time((it) => it.drainMs)], ['collapse.predictedDrain', time((it) => it.predictedDrainMs)]]),
			this.exports('collapse'),
			h('p', { class: 'lesson', told: [report.lesson, report.lessonSentence] })];
	}

	described(report) {
		const phases = report?.phases.map((it) => `${word(`phase.${it.name}`)}: ${Math.round(it.completed)}/s`).join(', ');
		const remarks = report?.remarks.map((it) => `${word(`phase.${it.phase}`)}: ${translation(it.textSentence) ?? it.text}`).join(' ');
		return phases ? `${word('collapse.summary', { phases })} ${remarks}` : word('collapse.title');
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
