import { SHEET, starvedPattern } from './collapse-chart-style.js';
import { svg, update } from './dom.js';
import { ticks, tickText, timeText } from './time.js';

const LEFT = 54;

const RIGHT = 10;

const LABEL = 15;

const TOP_HEIGHT = 150;

const BOTTOM_HEIGHT = 90;

const REACH_MS = 250;

const STARVED = 'collapse-starved';

/** Calls a second and latency over the phases of an experiment, as the points come. */
export class CollapseChart {

	constructor({ rate, phaseMs, phases = 4, names = 'phase' }) {
		this.names = names;
		this.rate = rate;
		this.endMs = phaseMs * phases;
		this.points = [];
		this.phases = [];
		this.stalls = [];
		const part = (name) => (this[name] = svg('g', { class: name }));
		this.title = svg('title', { id: 'collapse-title' });
		this.element = svg('svg', { class: 'timeline collapse-chart', role: 'img', 'aria-labelledby': 'collapse-title', width: '100%' },
				this.title, svg('style', {}, SHEET), svg('defs', {}, starvedPattern(STARVED)), part('bands'), part('axis'), part('marks'), part('lines'), part('peak'));
		this.observer = new ResizeObserver(() => this.draw());
		this.observer.observe(this.element);
	}

	dispose() {
		this.observer.disconnect();
	}

	add(point) {
		this.points.push(point);
		const last = this.phases.at(-1);
		if (last?.name !== point.phase) {
			this.phases.push({ name: point.phase, fromMs: last ? last.toMs : 0, toMs: point.atMs });
		}
		else {
			last.toMs = point.atMs;
		}
		this.endMs = Math.max(this.endMs, point.atMs);
	}

	draw() {
		const width = Math.max(this.element.clientWidth || 600, 240);
		this.width = width;
		this.scale = (width - LEFT - RIGHT) / this.endMs;
		const labelRows = this.#drawPhases();
		this.top = { y: 8 + (labelRows + 1) * LABEL, height: TOP_HEIGHT };
		this.bottom = { y: this.top.y + TOP_HEIGHT + 30, height: BOTTOM_HEIGHT };
		this.height = this.bottom.y + BOTTOM_HEIGHT + 20;
		update(this.element, { height: this.height, viewBox: `0 0 ${width} ${this.height}` });
		// A burst after a stall may be far above; the picture is about what falls below the rate.
		const most = this.rate * 1.6;
		const smooth = smoothed(this.points);
		const slowest = Math.max(100, ...smooth.map((it) => it.latency ?? 0));
		this.#drawBands();
		this.#drawAxis(most, slowest);
		this.#drawMarks();
		this.#drawPeak(smooth, most);
		this.lines.replaceChildren(
				this.#line('offered', smooth.map((it) => it.offered), most, this.top),
				this.#line('predicted', this.points.map((it) => it.predicted), most, this.top),
				this.#line('completed', smooth.map((it) => it.completed), most, this.top),
				this.#line('failed-calls', smooth.map((it) => it.failed || undefined), most, this.top),
				this.#line('latency', smooth.map((it) => it.latency), slowest, this.bottom));
	}

	describe(text) {
		this.title.textContent = text;
	}

	#x(ms) {
		return LEFT + ms * this.scale;
	}

	#drawBands() {
		for (const [index, band] of [...this.bands.querySelectorAll('.band')].entries()) {
			const phase = this.phases[index];
			update(band, { x: this.#x(phase.fromMs), width: Math.max(0, (phase.toMs - phase.fromMs) * this.scale), y: 0, height: this.height - 16 });
		}
	}

	// A name goes below the one before where a phase is too short for it.
	#drawPhases() {
		this.bands.replaceChildren(
				...this.phases.map((phase, index) => svg('rect', { class: index % 2 ? 'band odd' : 'band', 'data-phase': phase.name })),
				...this.phases.map((phase) => svg('text', { class: 'phase', say: `${this.names}.${phase.name}` })));
		const ends = [];
		for (const [index, name] of [...this.bands.querySelectorAll('.phase')].entries()) {
			const length = name.getComputedTextLength();
			const x = Math.max(Math.min(this.#x(this.phases[index].fromMs) + 5, this.width - RIGHT - length), 0);
			let row = ends.findIndex((end) => end <= x);
			row = row < 0 ? ends.length : row;
			ends[row] = x + length + 8;
			update(name, { x, y: 14 + row * LABEL });
		}
		return Math.max(ends.length, 1);
	}

	#drawAxis(most, slowest) {
		const level = (panel, value, largest, text) => {
			const y = panel.y + panel.height * (1 - value / largest);
			return [svg('line', { class: 'grid', x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y }),
				svg('text', { class: 'level', x: LEFT - 6, y: y + 4 }, text)];
		};
		this.axis.replaceChildren(
				...ticks(most, 4).filter((it) => it <= most).flatMap((it) => level(this.top, it, most, String(Math.round(it)))),
				...ticks(slowest, 3).filter((it) => it <= slowest).flatMap((it) => level(this.bottom, it, slowest, it ? tickText(it, slowest) : '0')),
				...ticks(this.endMs, this.width / 110).filter((it) => it <= this.endMs).map((it) => svg('text', { class: 'tick', x: Math.min(this.#x(it), this.width - 18), y: this.height - 3 },
						tickText(it, this.endMs))),
				svg('text', { class: 'panel', x: LEFT + 4, y: this.bottom.y - 6, say: 'collapse.latency' }),
				svg('text', { class: 'panel', x: LEFT + 4, y: this.top.y - 6, say: 'collapse.aSecond' }));
	}

	#drawMarks() {
		this.marks.replaceChildren(...this.stalls.filter((it) => it.fromMs >= 0 && it.fromMs <= this.endMs).map((stall) =>
			svg('rect', { class: `stall ${stall.cause}`, x: this.#x(stall.fromMs), width: Math.max(2, stall.durationMs * this.scale), y: this.top.y + this.top.height + 4,
				height: 8, fill: stall.cause === 'starved' ? `url(#${STARVED})` : null, 'data-cause': stall.cause }, svg('title', {}, timeText(stall.durationMs)))));
	}

	// The line is cut off at the axis' end; a figure says how high it is there.
	#drawPeak(points, most) {
		const peak = points.reduce((high, it, index) => it.completed > (points[high]?.completed ?? most) ? index : high, -1);
		this.peak.replaceChildren();
		if (peak >= 0) {
			const label = svg('text', { class: 'level' }, `↑ ${Math.round(points[peak].completed)}`);
			this.peak.append(label);
			const x = this.#x(this.points[peak].atMs) - 4;
			update(label, { x: Math.max(x, LEFT + 4 + label.getComputedTextLength()), y: this.top.y + 13 });
		}
	}

	#line(name, values, largest, panel) {
		let path = '';
		let drawing = false;
		values.forEach((value, index) => {
			if (value === undefined) {
				drawing = false;
				return;
			}
			const y = panel.y + panel.height * (1 - Math.min(value / largest, 1));
			const at = `${this.#x(this.points[index].atMs).toFixed(1)},${y.toFixed(1)}`;
			// A single point has a length of 0, and is drawn by the round ends of the line.
			path += drawing ? `L${at}` : `M${at}h0`;
			drawing = true;
		});
		return svg('path', { class: `series ${name}`, d: path || null });
	}

}

// The half second around each point, within its phase: a tenth of a second has few calls, so its figures jump.
function smoothed(points) {
	return points.map((point, index) => {
		const around = points.slice(Math.max(0, index - 3), index + 4)
			.filter((it) => it.phase === point.phase && Math.abs(it.atMs - point.atMs) <= REACH_MS);
		const mean = (values) => values.length ? values.reduce((sum, it) => sum + it, 0) / values.length : undefined;
		return { offered: mean(around.map((it) => it.offered)), completed: mean(around.map((it) => it.completed)),
			failed: mean(around.map((it) => it.failed)), latency: mean(around.map(latency).filter((it) => it !== undefined)) };
	});
}

/** The p99 of a point; there is none where no call ended well. */
export function latency(point) {
	return point.completed > 0 ? point.p99Ms : undefined;
}
