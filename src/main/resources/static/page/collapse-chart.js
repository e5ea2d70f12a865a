import { svg, update } from './dom.js';
import { ticks, tickText, timeText } from './time.js';

const LEFT = 46;

const TOP = { y: 26, height: 150 };

const BOTTOM = { y: 206, height: 90 };

const HEIGHT = 316;

/** Calls a second and latency over the phases of an experiment, as the points come. */
export class CollapseChart {

	constructor({ rate, phaseMs }) {
		this.rate = rate;
		this.endMs = phaseMs * 4;
		this.points = [];
		this.phases = [];
		this.stalls = [];
		const part = (name) => (this[name] = svg('g', { class: name }));
		this.title = svg('title', { id: 'collapse-title', say: 'collapse.title' });
		this.element = svg('svg', { class: 'timeline collapse-chart', role: 'img', 'aria-labelledby': 'collapse-title', width: '100%', height: HEIGHT },
				this.title, part('bands'), part('axis'), part('marks'), part('lines'));
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
		this.scale = (width - LEFT - 10) / this.endMs;
		update(this.element, { viewBox: `0 0 ${width} ${HEIGHT}` });
		// A burst after a stall may be far above; the picture is about what falls below the rate.
		const most = this.rate * 1.6;
		const slowest = Math.max(100, ...this.points.map(latency));
		this.#drawBands();
		this.#drawAxis(width, most, slowest);
		this.#drawMarks();
		this.lines.replaceChildren(
				this.#line('offered', this.points.map((it) => it.offered), most, TOP),
				this.#line('predicted', this.points.map((it) => it.predicted), most, TOP),
				this.#line('completed', this.points.map((it) => it.completed), most, TOP),
				this.#line('failed-calls', this.points.map((it) => it.failed || undefined), most, TOP),
				this.#line('latency', this.points.map(latency), slowest, BOTTOM));
	}

	describe(text) {
		this.title.textContent = text;
	}

	#x(ms) {
		return LEFT + ms * this.scale;
	}

	#drawBands() {
		this.bands.replaceChildren(...this.phases.flatMap((phase, index) => [
			svg('rect', { class: index % 2 ? 'band odd' : 'band', x: this.#x(phase.fromMs), width: Math.max(0, (phase.toMs - phase.fromMs) * this.scale),
				y: 0, height: HEIGHT - 16 }),
			svg('text', { class: 'phase', x: this.#x(phase.fromMs) + 5, y: 14, say: `phase.${phase.name}` })]));
	}

	#drawAxis(width, most, slowest) {
		const level = (panel, value, largest, text) => {
			const y = panel.y + panel.height * (1 - value / largest);
			return [svg('line', { class: 'grid', x1: LEFT, x2: width - 10, y1: y, y2: y }),
				svg('text', { class: 'level', x: LEFT - 6, y: y + 4 }, text)];
		};
		this.axis.replaceChildren(
				...ticks(most, 4).filter((it) => it <= most).flatMap((it) => level(TOP, it, most, String(Math.round(it)))),
				...ticks(slowest, 3).filter((it) => it <= slowest).flatMap((it) => level(BOTTOM, it, slowest, it ? tickText(it, slowest) : '0')),
				...ticks(this.endMs, width / 110).filter((it) => it <= this.endMs).map((it) => svg('text', { class: 'tick', x: this.#x(it), y: HEIGHT - 3 },
						tickText(it, this.endMs))),
				svg('text', { class: 'panel', x: LEFT + 4, y: BOTTOM.y - 6, say: 'collapse.latency' }));
	}

	#drawMarks() {
		this.marks.replaceChildren(...this.stalls.filter((it) => it.fromMs >= 0 && it.fromMs <= this.endMs).map((stall) =>
			svg('rect', { class: `stall ${stall.cause}`, x: this.#x(stall.fromMs), width: Math.max(2, stall.durationMs * this.scale), y: TOP.y + TOP.height + 4,
				height: 8, 'data-cause': stall.cause }, svg('title', {}, timeText(stall.durationMs)))));
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
			path += `${drawing ? 'L' : 'M'}${this.#x(this.points[index].atMs).toFixed(1)},${y.toFixed(1)}`;
			drawing = true;
		});
		return svg('path', { class: `series ${name}`, d: path || null });
	}

}

function latency(point) {
	return point.p99Ms;
}
