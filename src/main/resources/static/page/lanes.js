import { svg, update } from './dom.js';
import { Drawing } from './drawing.js';
import { ticks, tickText, timeText } from './time.js';
import { SHEET } from './timeline-style.js';
import { word } from './words.js';

const AXIS = 22;

const GAP = 18;

/** The room for what is said at the end of a lane. */
const END = 118;

const LABEL = 132;

const NARROW = 520;

/** How much of its row a line takes. */
const THICK = { queued: 0.16, awaiting: 0.62, holding: 0.62, ready: 0.36, blocking: 0.8 };

/** No more than this is left for a lane, however many calls it has. */
const LANE = 84;

/**
 * The calls of each style as thin bars on one axis: what they should do, dashed, and drawn over it
 * what they did. Each lane ends with its time.
 */
export class Lanes extends Drawing {

	constructor(styles) {
		const [axis, rows] = [svg('g', { class: 'axis' }), svg('g', {})];
		super('lanes', SHEET, [axis, rows]);
		Object.assign(this, { styles, axis, rows });
	}

	/** Draws lanes `{ predicted, measured, notes }`: a model with the moment it is drawn at each, and what is said at the end. */
	draw(lanes, width) {
		const zoom = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
		const narrow = width < NARROW;
		const left = narrow ? 0 : LABEL * zoom;
		const models = lanes.flatMap(({ predicted, measured }) => [predicted, measured]).filter(Boolean);
		const endMs = Math.max(...models.map(({ model }) => model.lastMs));
		const scale = (width - left - END * zoom) / endMs;
		const height = Math.max(2, Math.min(narrow ? 4 : 7, LANE / lanes[0].predicted.model.own.length));
		const x = (ms) => left + ms * scale;
		let y = AXIS * zoom;
		const drawn = lanes.map((lane, index) => {
			y += narrow ? 20 * zoom : 0;
			const top = y;
			const tall = lane.predicted.model.own.length * height;
			y += tall + GAP;
			const style = word(`style.${this.styles[index]}`);
			return svg('g', { class: lane.measured ? 'lane has-measured' : 'lane', 'data-style': this.styles[index] },
					svg('text', { class: 'style', x: 0, y: narrow ? top - 6 : top + tall / 2 + 4 }, style),
					...['predicted', 'measured'].map((kind) => (lane[kind] ? bars(kind, lane[kind], { x, top, height }) : '')),
					ends(lane, x(Math.max(...[lane.predicted, lane.measured].filter(Boolean).map((it) => shownEnd(it)))) + 8, top + tall / 2, zoom));
		});
		this.rows.replaceChildren(...drawn);
		const bottom = y - GAP + 4;
		this.axis.replaceChildren(...ticks(endMs, (endMs * scale) / (90 * zoom)).filter((ms) => ms <= endMs).flatMap((ms) => [
			svg('line', { class: 'grid', x1: x(ms), x2: x(ms), y1: AXIS * zoom - 4, y2: bottom }),
			svg('text', { class: 'tick', x: Math.max(x(ms), 14), y: 12 * zoom }, tickText(ms, endMs))]));
		update(this.element, { height: bottom, viewBox: `0 0 ${width} ${bottom}` });
		this.title.textContent = lanes.map(({ notes }, index) => `${word(`style.${this.styles[index]}`)}: ${notes.map(({ text }) => text).join(', ')}`).join('; ');
	}

}

function shownEnd({ model, now }) {
	return Math.min(now, model.lastMs);
}

function bars(kind, { model, now }, { x, top, height }) {
	return svg('g', { class: kind }, model.own.flatMap((task, row) => model.segments(task, now).map(({ state, fromMs, toMs }) => {
		const y = (top + (row + 0.5) * height).toFixed(1);
		return svg('line', { class: state, 'data-task': task.name, 'data-from': fromMs, 'data-to': toMs, x1: x(fromMs).toFixed(1), x2: x(toMs).toFixed(1), y1: y, y2: y,
			'stroke-width': (THICK[state] * height).toFixed(1) });
	})));
}

/** What is said at the end of a lane, once it is there. */
function ends({ notes, predicted, measured }, x, middle, zoom) {
	const shown = notes.filter(({ kind }) => (kind === 'measured' ? measured.now : predicted.now) === Infinity);
	const line = 15 * zoom;
	return svg('g', { class: 'ends' }, shown.map(({ kind, text }, index) => svg('text', { class: `end-time ${kind}`, x: x.toFixed(1),
		y: (middle + 4 + (index - (shown.length - 1) / 2) * line).toFixed(1) }, text)));
}

/** The time of a lane, and of the calls that did not block if one did. */
export function laneNotes(kind, report, blocker) {
	const others = report.tasks.filter((it) => it.name !== blocker).map((it) => it.endMs);
	return [{ kind, text: timeText(report.wallMs) }, ...(blocker ? [{ kind, text: word('home.others', { time: timeText(Math.max(...others)) }) }] : [])];
}
