import { adviceItem } from './advice.js';
import { h, svg, update, verbatim } from './dom.js';
import { Drawing } from './drawing.js';
import { ticks, timeText } from './time.js';
import { SHEET } from './timeline-style.js';
import { word } from './words.js';

const MARKS = { yes: '✓', late: '◷', no: '✗' };

const HEIGHT = 250;

const TOP = 22;

const LEFT = 58;

const BOTTOM = 34;

/** Which style carries a workload: a row each, and how the latency grows with the rate. */
export class CapacityPicture {

	constructor() {
		this.verdict = h('p', { class: 'verdict', role: 'status' });
		this.rows = h('div', { class: 'table-scroll', tabindex: 0, role: 'group', label: 'workload.rows' });
		this.chart = new LatencyChart();
		this.advice = h('ul', { class: 'findings advice', label: 'workload.advice' });
		this.element = h('section', { class: 'card capacity', label: 'workload.picture', hidden: true }, this.verdict, this.rows,
				h('h2', { say: 'workload.curve' }), this.chart.element,
				h('ul', { class: 'legend' }, h('li', { class: 'lane-key computed', say: 'workload.computed' }), h('li', { class: 'lane-key dot', say: 'home.measured' })), this.advice);
	}

	dispose() {
		this.chart.dispose();
	}

	/** Shows a report, measured or only predicted. */
	show(report) {
		this.element.hidden = false;
		this.element.dataset.mode = report.mode;
		this.verdict.replaceChildren(h('strong', { told: [report.verdict, report.verdictSentence] }));
		this.rows.replaceChildren(rows(report));
		this.chart.show(report);
		this.advice.replaceChildren(...report.advice.map(adviceItem));
	}

}

function rows({ styles }) {
	const columns = ['style', 'busy', 'p99', 'verdict'];
	return h('table', { class: 'capacity-rows', role: 'table' }, h('caption', { class: 'sr-only', say: 'workload.rows' }),
			h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map((it) => h('th', { scope: 'col', role: 'columnheader', say: `workload.${it}` })))),
			h('tbody', { role: 'rowgroup' }, styles.map(({ style, predicted, measured, carries, verdict, verdictSentence }) => h('tr', { role: 'row', 'data-style': style, class: carries },
					h('th', { scope: 'row', role: 'rowheader' }, h('b', { class: 'carries', 'aria-hidden': 'true' }, MARKS[carries]), h('span', { say: `style.${style}` }),
							h('small', { told: [predicted.limit, predicted.limitSentence] })),
					h('td', { role: 'cell' }, busy(predicted.utilisation), h('small', { told: [predicted.because, predicted.becauseSentence] })),
					h('td', { role: 'cell', class: 'p99' }, measured ? verbatim('b', timeText(measured.p99Ms)) : null,
							h(measured ? 'small' : 'span', { say: ['workload.computedP99', { time: timeText(predicted.p99Ms) }] })),
					h('td', { role: 'cell' }, h('span', { told: [verdict, verdictSentence] }))))));
}

/** How much of what a style has is used; without a limit nothing is. */
function busy(utilisation) {
	if (utilisation === null) {
		return h('span', { say: 'workload.noLimit' });
	}
	return h('span', { class: 'busy' }, h('span', { class: 'bar', 'aria-hidden': 'true' }, h('i', { style: `width: ${Math.min(utilisation, 1) * 100}%`, class: utilisation >= 1 ? 'full' : null })),
			verbatim('b', `${Math.round(utilisation * 100)} %`));
}

/** p99 by the rate of requests: what is computed for each style, what was measured, and the limit. */
class LatencyChart extends Drawing {

	constructor() {
		const drawing = svg('g', {});
		super('latency-chart', SHEET, [drawing], 'workload.curve');
		this.drawing = drawing;
	}

	draw({ styles, rate, sloMs }, width) {
		update(this.element, { height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
		const most = Math.max(...styles.flatMap((it) => it.predicted.curve.map((point) => point.rate)), rate);
		const values = [sloMs, ...styles.flatMap((it) => [...it.predicted.curve.map((point) => point.p99Ms), it.measured?.p99Ms ?? sloMs])].filter((ms) => ms > 0);
		const [low, high] = [Math.log10(Math.min(...values) / 1.5), Math.log10(Math.max(...values) * 1.4)];
		const x = (value) => LEFT + (value / most) * (width - LEFT - 16);
		const y = (ms) => HEIGHT - BOTTOM - ((Math.log10(Math.max(ms, 0.1)) - low) / (high - low)) * (HEIGHT - BOTTOM - TOP);
		const level = (ms) => [svg('line', { class: 'grid', x1: LEFT, x2: width - 16, y1: y(ms), y2: y(ms) }), svg('text', { class: 'level', x: LEFT - 6, y: y(ms) + 4 }, timeText(ms))];
		const slo = word('workload.slo', { time: timeText(sloMs) });
		const late = rate > most / 2;
		this.drawing.replaceChildren(...levels(low, high).flatMap(level),
				...ticks(most, width / 110).filter((it) => it <= most).map((it) => svg('text', { class: 'tick', x: x(it), y: HEIGHT - BOTTOM + 15 }, String(Math.round(it)))),
				svg('text', { class: 'panel', x: LEFT, y: HEIGHT - 4 }, word('workload.axis')),
				svg('line', { class: 'slo', x1: LEFT, x2: width - 16, y1: y(sloMs), y2: y(sloMs) }), svg('text', { class: 'slo-text', x: LEFT + 6, y: y(sloMs) - 5 }, slo),
				svg('line', { class: 'your-rate', x1: x(rate), x2: x(rate), y1: TOP - 8, y2: HEIGHT - BOTTOM }),
				svg('text', { class: 'your-rate-text', x: x(rate) + (late ? -6 : 6), y: TOP - 8, 'text-anchor': late ? 'end' : 'start' }, word('workload.yourRate', { rate })),
				...together(styles).flatMap(({ names, curve }, index) => this.#line(names, curve.map((it) => [x(it.rate), y(it.p99Ms)]), index)),
				...styles.filter((it) => it.measured).map((it) => svg('circle', { class: 'measured', 'data-style': it.style, cx: x(rate), cy: y(it.measured.p99Ms).toFixed(1), r: 5 },
						svg('title', {}, `${word(`style.${it.style}`)}: ${timeText(it.measured.p99Ms)}`))));
	}

	#line(names, points, index) {
		const [endX, endY] = points.at(-1);
		return [svg('path', { class: `p99 line-${index}`, d: `M${points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join('L')}` }),
			svg('text', { class: `line-name line-${index}`, x: endX, y: (endY - 7).toFixed(1), 'text-anchor': 'end' }, names.map((it) => word(`style.${it}`)).join(', '))];
	}

}

/** Styles whose lines would hide each other share one. */
function together(styles) {
	const lines = new Map();
	for (const { style, predicted: { curve } } of styles) {
		const key = curve.map((it) => Math.round(it.p99Ms)).join();
		lines.set(key, { curve, names: [...(lines.get(key)?.names ?? []), style] });
	}
	return [...lines.values()];
}

function levels(low, high) {
	const all = [1, 2, 5].flatMap((it) => Array.from({ length: 8 }, (_, power) => it * 10 ** (power - 1)));
	return all.filter((ms) => Math.log10(ms) >= low && Math.log10(ms) <= high).sort((a, b) => a - b).filter((_, index, list) => list.length < 8 || index % 2 === 0);
}
